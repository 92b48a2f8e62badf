export {
  accessDayPath,
  accessDayRoot,
  accessEntryHash,
  accessLogStart,
  type AccessProof,
  verifyAccess,
} from './access-chain.ts';
export { canonicalText, type FhirDocument, fhirCanonicalForm, readFhir } from './fhir-canonical.ts';
export {
  type DocumentMatch,
  type HealthFormat,
  healthFields,
  type HealthStatement,
  matchDocument,
} from './health-fields.ts';
export { patientClaim } from './patient-claim.ts';
