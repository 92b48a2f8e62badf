import { utf8ToBytes } from '@noble/hashes/utils.js';
import { CanonicalError, canonicalize } from '../canonical-json.ts';
import { NumberText, parseJsonText, type JsonText } from './json-text.ts';

/** The canonical form's own name, kept with each digest: HL7's `#static` is read in two ways. */
export const fhirCanonicalForm = 'dn-fhir-c14n-1';

export type JsonObject = Extract<JsonText, { members: unknown }>;
export const isJsonObject = (value: JsonText | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && 'members' in value;

/** Text with its pointer where it has no canonical form (not NFC, lone surrogate). */
const textAt = (value: string, path: readonly string[]): string => {
  try {
    return canonicalize(value);
  } catch (error) {
    if (!(error instanceof CanonicalError)) throw error;
    throw new CanonicalError(path.map((step) => `/${step}`).join(''), error.message.replace(/ at the root$/, ''));
  }
};

const write = (value: JsonText, path: readonly string[]): string => {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return textAt(value, path);
  if (value instanceof NumberText) return value.text;
  if (isJsonObject(value)) {
    // RFC 8785 §3.2.3: by UTF-16 code units.
    const names = [...value.members.keys()].sort();
    const parts = names.map((name) => {
      const inner = [...path, name.replaceAll('~', '~0').replaceAll('/', '~1')];
      return `${textAt(name, inner)}:${write(value.members.get(name) ?? null, inner)}`;
    });
    return `{${parts.join(',')}}`;
  }
  return `[${value.map((item, index) => write(item, [...path, String(index)])).join(',')}]`;
};

/** RFC 8785 text of a value, except that numbers keep the text they have in the source. @throws CanonicalError */
export const canonicalText = (value: JsonText): string => write(value, []);

export interface FhirDocument {
  readonly resource: JsonObject;
  /** UTF-8 of the canonical text. */
  readonly canonical: Uint8Array;
}

/**
 * `dn-fhir-c14n-1`: RFC 8785 of a FHIR R4 resource without its top-level `signature`, nothing else left out; numbers as they are
 * written, since the precision of a FHIR decimal is significant. Refused, not repaired: a name twice, text that is not NFC.
 * @throws CanonicalError
 */
export const readFhir = (bytes: Uint8Array): FhirDocument => {
  const resource = parseJsonText(bytes);
  if (!isJsonObject(resource) || typeof resource.members.get('resourceType') !== 'string') {
    throw new CanonicalError('/resourceType', 'no FHIR resource');
  }
  const members = new Map(resource.members);
  members.delete('signature');
  return { resource, canonical: utf8ToBytes(canonicalText({ members })) };
};
