export { verifyEddsaRdfcPresentation } from '../data-integrity/eddsa-rdfc-presentation.ts';
export {
  addEddsaRdfcProof,
  type EddsaDirectory,
  eddsaDidKeys,
  type EddsaIssuerKey,
  type EddsaKey,
  eddsaKeyFrom,
  verifyEddsaRdfcProof,
} from '../data-integrity/eddsa-rdfc-2022.ts';
export {
  type BadgeOptions,
  buildOpenBadge,
  openBadgesContext,
  openBadgesPinned,
  validateOpenBadge,
} from './open-badge.ts';
export { bakePng, bakeSvg, checkSvg, unbakePng, unbakeSvg } from './bake.ts';
