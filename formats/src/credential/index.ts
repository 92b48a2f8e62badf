export {
  checkClaims,
  claimNames,
  type ClaimName,
  type Claims,
  credentialClaims,
  type CredentialContent,
  type StatusReference,
} from './credential-content.ts';
