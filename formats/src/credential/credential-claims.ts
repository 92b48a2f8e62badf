/**
 * What a diploma, certificate or badge may say of its holder, with the claim's number in the QR code: never given twice, never changed.
 * The names are those of the record's fields, but for four that mean something else in the formats (`recordClaims`).
 */
export const claimKeys = {
  fullName: 1,
  birthDate: 2,
  title: 3,
  programme: 4,
  classification: 5,
  graduationYear: 6,
  modeOfStudy: 7,
  serialNumber: 8,
  registerNumber: 9,
  issuedOn: 10,
  issuerName: 11,
  birthPlace: 12,
  gender: 13,
  ethnicity: 14,
  nationality: 15,
  personalId: 16,
  studentCode: 17,
  school: 18,
  graduationDecision: 19,
  graduationDate: 20,
  issuedAt: 21,
  signer: 22,
  signerTitle: 23,
  documentDigest: 24,
  account: 25,
  course: 26,
  courseCode: 27,
  provider: 28,
  hours: 29,
  result: 30,
  startedOn: 31,
  completedOn: 32,
  expiresOn: 33,
  achievement: 34,
  about: 35,
  criteria: 36,
  imageDigest: 37,
  evidenceUrl: 38,
} as const;

export type ClaimName = keyof typeof claimKeys;
export const claimNames = Object.keys(claimKeys) as readonly ClaimName[];

/** Claims of one holder; absent where there is none. Dates are YYYY-MM-DD. */
export type Claims = Readonly<Partial<Record<ClaimName, string | number>>>;

const renamed: Readonly<Record<string, ClaimName>> = {
  issuer: 'issuerName',
  validUntil: 'expiresOn',
  description: 'about',
  evidence: 'evidenceUrl',
};

/** Claims from a record's contents: absent and null fields are left out. */
export const recordClaims = (contents: Readonly<Record<string, string | number | null | undefined>>): Claims =>
  Object.fromEntries(
    Object.entries(contents).flatMap(([field, value]) =>
      value === null || value === undefined ? [] : [[renamed[field] ?? field, value]],
    ),
  );
