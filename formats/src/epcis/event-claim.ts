import {
  canonicalize,
  commitFields,
  CompactRange,
  type DisclosedField,
  discloseFields,
  type Field,
  fieldSalt,
  leafHash,
  type Json,
} from '@daunguon/proof';
import type { JsonValue } from './json.ts';

/** Number of fields, from the first, that the ledger is shown: the left subtree of the 32 (RFC 6962). */
const seenCount = 16;

/** What the ledger gets of an event: the commitment to all fields, the first half of them, and the root of the other. */
export interface EventClaim {
  readonly id: string;
  readonly commitment: string;
  readonly values: readonly Json[];
  readonly salts: readonly string[];
  readonly unseen: string;
}

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const encoder = new TextEncoder();

/** Fields with the salts of the first version of record `id`. `saltSeed` has 32 random bytes. */
export const saltedFields = (
  id: string,
  saltSeed: Uint8Array,
  values: readonly (readonly [string, JsonValue])[],
): Field[] =>
  values.map(([pointer, value]) => ({ pointer, value: value as Json, salt: fieldSalt(saltSeed, id, 1, pointer) }));

export const eventClaim = (id: string, fields: readonly Field[]): EventClaim => {
  const unseen = new CompactRange();
  for (const { pointer, salt, value } of fields.slice(seenCount)) {
    unseen.append(leafHash(encoder.encode(canonicalize([pointer, salt, value]))));
  }
  const seen = fields.slice(0, seenCount);
  return {
    id,
    commitment: commitFields(fields),
    values: seen.map(({ value }) => value),
    salts: seen.map(({ salt }) => salt),
    unseen: hexOf(unseen.root()),
  };
};

/** Fields of these pointers, each with its place and path: `verifyField` checks them against the commitment. */
export const showFields = (fields: readonly Field[], pointers: readonly string[]): DisclosedField[] =>
  discloseFields(
    fields,
    fields.flatMap(({ pointer }, index) => (pointers.includes(pointer) ? [index] : [])),
  );
