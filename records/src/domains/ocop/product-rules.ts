import { DomainError } from '../../domain-error.ts';
import { firstVersion, nextVersion, type Outcome } from '../../outcome.ts';
import { recordKey, type Actor, type RecordState, type RecordType } from '../../record-state.ts';
import { requireFreeId } from '../registry/registry-rules.ts';
import { requireCapability, requireRole, type UnitStanding } from '../registry/unit-standing.ts';
import type {
  Dossier,
  ProductBody,
  ProductStage,
  ReceiveProduct,
  ReturnProduct,
  SubmitProduct,
  UpdateProduct,
} from './product.ts';
import { byOcopOwner, ocopOwner } from './rule-set.ts';

export type ProductState = RecordState<ProductBody>;

export const requireProduct = (record: RecordState | undefined, id: string): ProductState => {
  if (record?.type !== 'ocop/product') throw new DomainError('ocop/product-not-found', id);
  return record as ProductState;
};

export const requireStage = ({ body }: ProductState, stages: readonly ProductStage[]): void => {
  if (!stages.includes(body.stage)) throw new DomainError('ocop/product-stage', body.stage);
};

/** Records that a dossier names, each once. */
export const linksOf = ({ materials, growingAreas = [] }: Dossier): string[] => [
  ...new Set([...materials.flatMap(({ batches }) => batches), ...growingAreas]),
];

/** Most records that one dossier may name: each is read in its transaction. */
const maxLinks = 60;

/** What is named must exist and be what it is named as; nothing recalled goes into a dossier. */
const requireLinks = (dossier: Dossier, links: ReadonlyMap<string, RecordState>): void => {
  if (linksOf(dossier).length > maxLinks) throw new DomainError('ocop/too-many-links', String(maxLinks));
  const requireLink = (id: string, type: RecordType, pointer: string): void => {
    const record = links.get(id);
    const wrong = (code: 'ocop/link-not-found' | 'ocop/link-recalled'): never => {
      throw new DomainError(code, id, [{ pointer, detail: code }]);
    };
    if (record?.type !== type) wrong('ocop/link-not-found');
    if (record?.status === 'recalled') wrong('ocop/link-recalled');
  };
  dossier.materials.forEach(({ batches }, material) =>
    batches.forEach((id, index) => requireLink(id, 'origin/batch', `/materials/${material}/batches/${index}`)),
  );
  dossier.growingAreas?.forEach((id, index) => requireLink(id, 'origin/growing-area', `/growingAreas/${index}`));
};

const requireProducer = (standing: UnitStanding | undefined, actor: Actor, txTime: string): UnitStanding => {
  requireRole(actor, ['farmer', 'packer']);
  return requireCapability(standing, actor, ['ocop:produce'], txTime);
};

export const submitProduct = (
  current: {
    existing: RecordState | undefined;
    standing: UnitStanding | undefined;
    links: ReadonlyMap<string, RecordState>;
  },
  { requestId: _, id, ...dossier }: SubmitProduct,
  actor: Actor,
  txTime: string,
): Outcome => {
  const { commune } = requireProducer(current.standing, actor, txTime);
  requireFreeId(current.existing);
  requireLinks(dossier, current.links);
  const body: ProductBody = { ...dossier, producer: actor.unit, commune, stage: 'submitted', dossierVersion: 1 };
  return {
    next: [firstVersion({ id, type: 'ocop/product', owner: actor.unit, body })],
    entries: [byOcopOwner],
    event: 'ProductSubmitted',
    // It will carry the stars, so it is its owner's from the start.
    owned: [{ key: recordKey(id), msp: ocopOwner }],
  };
};

/** A rating in force stays until the updated dossier is rated anew; what a council is judging does not change under it. */
export const updateProduct = (
  current: {
    product: RecordState | undefined;
    standing: UnitStanding | undefined;
    links: ReadonlyMap<string, RecordState>;
  },
  { requestId: _, id, reason, ...dossier }: UpdateProduct,
  actor: Actor,
  txTime: string,
): Outcome => {
  requireProducer(current.standing, actor, txTime);
  const product = requireProduct(current.product, id);
  if (product.owner !== actor.unit) throw new DomainError('ocop/product-of-other-unit', id);
  requireStage(product, ['submitted', 'returned', 'received', 'rated', 'not-rated']);
  requireLinks(dossier, current.links);
  const { producer, commune, dossierVersion, rating, revocation } = product.body;
  const body: ProductBody = {
    ...dossier,
    ...{ producer, commune, stage: 'submitted', dossierVersion: dossierVersion + 1, updateReason: reason },
    ...(rating === undefined ? {} : { rating }),
    ...(revocation === undefined ? {} : { revocation }),
  };
  return { next: [nextVersion(product, { body })], entries: [], event: 'ProductUpdated' };
};

const requireCommune = (
  current: { product: RecordState | undefined; standing: UnitStanding | undefined },
  id: string,
  actor: Actor,
  txTime: string,
): ProductState => {
  requireRole(actor, ['commune']);
  const { commune } = requireCapability(current.standing, actor, ['ocop:receive'], txTime);
  const product = requireProduct(current.product, id);
  if (product.body.commune !== commune) throw new DomainError('ocop/other-commune', product.body.commune);
  requireStage(product, ['submitted']);
  return product;
};

/** The commune received the dossier and proposes the product to the province. */
export const receiveProduct = (
  current: { product: RecordState | undefined; standing: UnitStanding | undefined },
  { id }: ReceiveProduct,
  actor: Actor,
  txTime: string,
): Outcome => {
  const product = requireCommune(current, id, actor, txTime);
  const body: ProductBody = { ...product.body, stage: 'received' };
  return { next: [nextVersion(product, { body })], entries: [], event: 'ProductReceived' };
};

/** The commune sends the dossier back and says why. */
export const returnProduct = (
  current: { product: RecordState | undefined; standing: UnitStanding | undefined },
  { id, reason }: ReturnProduct,
  actor: Actor,
  txTime: string,
): Outcome => {
  const product = requireCommune(current, id, actor, txTime);
  const body: ProductBody = { ...product.body, stage: 'returned', returnReason: reason };
  return { next: [nextVersion(product, { body })], entries: [], event: 'ProductReturned' };
};
