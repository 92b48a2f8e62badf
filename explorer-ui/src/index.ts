/** Signing with a key that never leaves the person's device (Fabric's offline signing through the gateway). */
export { carriesProposal } from './signing/envelope.ts';
export { newPersonKey, openPersonKey, type PersonKey } from './signing/person-key.ts';
export { buildProposal, isProposalOf, type Intent, type Proposal } from './signing/proposal.ts';
export {
  enrolOwnKey,
  signAndSubmit,
  SigningError,
  type Committed,
  type OwnIdentity,
} from './signing/sign-and-submit.ts';
