export { buildCredential, credentialTypes, statusEntries } from './build-credential.ts';
export { basePinned, credentialsV2, type PinnedContexts } from './contexts.ts';
export { issueCredential, verifyCredential } from './secure-credential.ts';
export { type ValidCredential, validateCredential } from './validate-credential.ts';
export { type Envelope, readEnvelope, type ValidPresentation, validatePresentation } from './validate-presentation.ts';
