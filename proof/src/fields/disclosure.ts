import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../base64.ts';
import type { Json } from '../canonical-json.ts';
import { isId } from '../record-id.ts';
import type { DisclosedField } from './field-tree.ts';

/** Chosen fields of one record as a file or a link carries them: what is not chosen is not in it, nor anything that opens it. */
export interface Disclosure {
  readonly disclosure: 'daunguon-fields/1';
  readonly id: string;
  readonly count: number;
  /** Pointer, value, salt, index, inclusion path in base64. */
  readonly fields: readonly (readonly [string, Json, string, number, readonly string[]])[];
}

export const encodeDisclosure = (id: string, fields: readonly DisclosedField[]): Disclosure => ({
  disclosure: 'daunguon-fields/1',
  id,
  count: fields[0]?.count ?? 0,
  fields: fields.map(({ pointer, value, salt, index, path }) => [pointer, value, salt, index, path.map(toBase64)]),
});

/** How the fragment of a link begins that shows fields; a holder's secret never begins so. */
export const disclosurePrefix = 'd.';

/** What follows # in a link that shows these fields and nothing more: no server ever sees it. */
export const disclosureFragment = (disclosure: Disclosure): string =>
  disclosurePrefix +
  toBase64(utf8ToBytes(JSON.stringify(disclosure)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readPath = (value: unknown): Uint8Array[] | undefined => {
  if (!Array.isArray(value) || value.length > 16) return undefined;
  const path = value.map((hash: unknown) => (typeof hash === 'string' ? fromBase64(hash) : undefined));
  return path.every((hash) => hash?.length === 32) ? (path as Uint8Array[]) : undefined;
};

const readField = (value: unknown, count: number): DisclosedField | undefined => {
  if (!Array.isArray(value) || value.length !== 5) return undefined;
  const [pointer, shown, salt, index, hashes] = value as [unknown, Json, unknown, unknown, unknown];
  const path = readPath(hashes);
  if (typeof pointer !== 'string' || typeof salt !== 'string' || typeof index !== 'number' || path === undefined)
    return undefined;
  return { pointer, value: shown, salt, index, count, path };
};

/** The shown fields in parsed JSON; undefined if it is no disclosure. Nothing in it is proven yet. */
export const readDisclosure = (json: unknown): { id: string; fields: readonly DisclosedField[] } | undefined => {
  if (!isObject(json) || json['disclosure'] !== 'daunguon-fields/1') return undefined;
  const { id, count, fields } = json;
  if (!isId(id) || typeof count !== 'number' || !Array.isArray(fields) || fields.length === 0) return undefined;
  const read = fields.map((field) => readField(field, count));
  return read.every((field) => field !== undefined) ? { id, fields: read as DisclosedField[] } : undefined;
};
