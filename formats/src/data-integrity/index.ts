export {
  addEcdsaJcsProof,
  type JsonObject,
  type ProofOptions,
  type ProofPurpose,
  verifyEcdsaJcsProof,
} from './ecdsa-jcs-2019.ts';
export { jcs } from './jcs.ts';
