import { type CredentialContent, recordClaims, type StatusReference } from '@daunguon/formats/credential';
import type { CredentialContents, CredentialKind } from '@daunguon/records';

/** Where a credential's record and its issuer's are looked up. */
export interface IssuedRecord {
  readonly id: string;
  readonly kind: CredentialKind;
  /** Id of the issuing unit's record. */
  readonly unit: string;
  readonly contents: CredentialContents;
  readonly status?: StatusReference;
}

/** Dates on diplomas are days in Việt Nam. */
const startOf = (day: string): string => `${day}T00:00:00+07:00`;
const endOf = (day: string): string => `${day}T23:59:59+07:00`;

/** A record's contents as the formats take them. Identifiers are addresses of the verifier, where anybody finds the proof. */
export const credentialContent = (
  { id, kind, unit, contents, status }: IssuedRecord,
  verifierUrl: string,
): CredentialContent => ({
  url: `${verifierUrl}/r/${id}`,
  kind,
  issuer: { id: `${verifierUrl}/r/${unit}`, name: contents.issuer },
  validFrom: startOf(contents.issuedOn),
  ...('validUntil' in contents && contents.validUntil !== undefined ? { validUntil: endOf(contents.validUntil) } : {}),
  claims: recordClaims(contents),
  ...(status === undefined ? {} : { status }),
});
