/** For what a facility may read (FHIR R4 Consent.provision.purpose). No schemas here: pages show these without loading any. */
export const consentPurposes = ['treatment', 'referral', 'insurance', 'second-opinion', 'research'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];
/** Classes of data that a consent names (Consent.provision.class). */
export const dataClasses = [
  'summary',
  'encounter',
  'laboratory',
  'imaging',
  'medication',
  'vaccination',
  'mental-health',
  'reproductive-health',
] as const;
export type DataClass = (typeof dataClasses)[number];
