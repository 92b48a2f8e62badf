export { discloseClaims, issueSdJwtVc, type Random, sdJwtVcType } from './issue-sd-jwt-vc.ts';
export { type KeyBindingExpected, type VerifiedSdJwtVc, verifySdJwtVc } from './verify-sd-jwt-vc.ts';
