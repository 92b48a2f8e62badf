export { claimNames, type ClaimName, type Claims, credentialClaims, recordClaims } from './credential-claims.ts';
export { checkClaims, type CredentialContent, type StatusReference } from './credential-content.ts';
