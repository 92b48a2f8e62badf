export { claimLabels } from './claim-labels.ts';
export { claimKeys, claimNames, type ClaimName, type Claims, recordClaims } from './credential-claims.ts';
export { checkClaims, type CredentialContent, type StatusReference } from './credential-content.ts';
