import { sha256Hex } from '../digest.ts';
import type { FieldValues } from '../sealed/sealed-body.ts';
import { fhirCanonicalForm, readFhir } from './fhir-canonical.ts';
import { documentDate, documentType, sectionTexts } from './fhir-sections.ts';

/** What a facility says about a file beside its bytes. */
export interface HealthStatement {
  /** Record id of the facility. */
  readonly facility: string;
  /** The facility's JWS over the digest of the bytes; null where it does not sign. */
  readonly signature: string | null;
  /** YYYY-MM-DD; for files that do not say it themselves. */
  readonly date: string;
  /** Why and until when the law asks the facility to keep it; null where no law does. */
  readonly retention: { readonly class: string; readonly until: string } | null;
}

/** How a file is read: as FHIR R4 JSON, or as bytes of which nothing is understood (a PDF, an image). */
export type HealthFormat = 'fhir' | 'opaque';

/**
 * Fields of a health record in the order of its commitment: digests of the exact bytes and of the canonical form, the kind of
 * document, facility and its signature, date, legal retention, then one field for each section of the Composition.
 * @throws CanonicalError for FHIR that has no canonical form.
 */
export const healthFields = (bytes: Uint8Array, format: HealthFormat, statement: HealthStatement): FieldValues => {
  const { facility, signature, retention } = statement;
  const document = format === 'fhir' ? readFhir(bytes) : undefined;
  const resource = document?.resource;
  const sections = resource === undefined ? [] : sectionTexts(resource);
  return [
    ['/format', document === undefined ? 'opaque' : fhirCanonicalForm],
    ['/bytes', sha256Hex(bytes)],
    ['/canonical', document === undefined ? null : sha256Hex(document.canonical)],
    ['/type', resource === undefined ? 'opaque' : documentType(resource)],
    ['/facility', facility],
    ['/signature', signature],
    ['/date', (resource === undefined ? undefined : documentDate(resource)) ?? statement.date],
    ['/retention', retention],
    ...sections.map((section, index): readonly [string, string] => [`/sections/${index}`, section]),
  ];
};

/** Which digest of a record a file has: its exact bytes, only its canonical form, or neither. */
export type DocumentMatch = 'exact' | 'canonical' | 'none';

/** Compares a file with digests that were proven before. Never throws: a file without a canonical form has none that matches. */
export const matchDocument = (
  bytes: Uint8Array,
  proven: { readonly bytes?: unknown; readonly canonical?: unknown },
): DocumentMatch => {
  if (proven.bytes === sha256Hex(bytes)) return 'exact';
  try {
    return proven.canonical === sha256Hex(readFhir(bytes).canonical) ? 'canonical' : 'none';
  } catch {
    return 'none';
  }
};
