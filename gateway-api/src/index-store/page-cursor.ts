import type { CollectionSpec, Query } from './index-store.ts';

export type SortValue = string | number | null;
export interface Cursor {
  readonly value: SortValue;
  readonly id: string;
}

/** The cursor of a page: sort value and id of its last document, opaque to clients. */
export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify([cursor.value, cursor.id])).toString('base64url');
}

/** Reads a cursor back; anything else is a RangeError (the API answers 422). */
export function decodeCursor(text: string): Cursor {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === 2) {
      const [value, id] = parsed as unknown[];
      const known = value === null || typeof value === 'string' || typeof value === 'number';
      if (known && typeof id === 'string') return { value, id };
    }
  } catch {
    // fall through: not JSON
  }
  throw new RangeError('the page cursor is not one this index gave');
}

const knownFields = new WeakMap<CollectionSpec, ReadonlySet<string>>();
const knownIn = (spec: CollectionSpec): ReadonlySet<string> => {
  const known =
    knownFields.get(spec) ?? new Set(['_id', ...spec.indexed, ...(spec.folded ?? []).map((field) => `${field}Key`)]);
  knownFields.set(spec, known);
  return known;
};

/** Refuses fields without an index (a scan in production) and sizes out of bounds. */
export function checkQuery(spec: CollectionSpec, query: Query): void {
  const known = knownIn(spec);
  const used = [
    ...Object.keys(query.equals ?? {}),
    ...Object.keys(query.in ?? {}),
    ...(query.range ? [query.range.field] : []),
    ...(query.prefix ? [`${query.prefix.field}Key`] : []),
    ...(query.sort ? [query.sort.field] : []),
  ];
  for (const field of used) {
    if (!known.has(field)) throw new RangeError(`${spec.name}.${field} is not indexed`);
  }
  const limit = query.limit ?? 50;
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new RangeError('limit is 1 to 1,000');
}

/** Above every text that starts with the prefix, in UTF-8 byte order. */
export const AFTER_PREFIX = '\u{10FFFF}';
