import { foldText } from './fold.ts';
import type { Query } from './index-store.ts';
import { AFTER_PREFIX, decodeCursor } from './page-cursor.ts';

export interface SqlPart {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** Column of a declared field (names were checked against the declaration before). */
export const column = (field: string): string => (field === '_id' ? 'id' : `"f_${field}"`);

const conditions = (query: Query): SqlPart[] => {
  const parts: SqlPart[] = [];
  for (const [field, value] of Object.entries(query.equals ?? {})) {
    parts.push({ sql: `${column(field)} = ?`, values: [value] });
  }
  for (const [field, values] of Object.entries(query.in ?? {})) {
    parts.push({ sql: `${column(field)} IN (${values.map(() => '?').join(',')})`, values });
  }
  const { range, prefix } = query;
  if (range?.from !== undefined) parts.push({ sql: `${column(range.field)} >= ?`, values: [range.from] });
  if (range?.to !== undefined) parts.push({ sql: `${column(range.field)} < ?`, values: [range.to] });
  const key = prefix ? foldText(prefix.text) : '';
  if (prefix && key !== '') {
    const name = column(`${prefix.field}Key`);
    parts.push({ sql: `${name} >= ? AND ${name} < ?`, values: [key, key + AFTER_PREFIX] });
  }
  return parts;
};

/**
 * What stands after the cursor, as a comparison of (field, id): only so does SQLite seek in the index. Written as OR it walks through all pages
 * before this one. NULL sorts first ascending and last descending, as in MongoDB; descending, those rows come by a question of their own.
 */
const cursorPart = (query: Query): SqlPart[] => {
  if (query.after === undefined) return [];
  const { value, id } = decodeCursor(query.after);
  const field = query.sort?.field ?? '_id';
  const descending = query.sort?.descending === true;
  const than = descending ? '<' : '>';
  if (field === '_id') return [{ sql: `id ${than} ?`, values: [id] }];
  const name = column(field);
  if (value !== null) return [{ sql: `(${name}, id) ${than} (?, ?)`, values: [value, id] }];
  const rest = descending ? '' : ` OR ${name} IS NOT NULL`;
  return [{ sql: `((${name} IS NULL AND id ${than} ?)${rest})`, values: [id] }];
};

/** WHERE clause of the rows without a value that follow, descending, all that have one; undefined where the cursor's own clause has them, or nobody asks. */
export function whereOfNulls(query: Query): SqlPart | undefined {
  const field = query.sort?.field ?? '_id';
  if (query.after === undefined || query.sort?.descending !== true || field === '_id') return undefined;
  if (decodeCursor(query.after).value === null || query.range?.field === field) return undefined;
  return joined([...conditions(query), { sql: `${column(field)} IS NULL`, values: [] }]);
}

const joined = (parts: readonly SqlPart[]): SqlPart => ({
  sql: parts.length === 0 ? '' : ` WHERE ${parts.map((part) => part.sql).join(' AND ')}`,
  values: parts.flatMap((part) => part.values),
});

/** WHERE clause (with the cursor when asked) of a checked query. */
export const whereOf = (query: Query, withCursor: boolean): SqlPart =>
  joined([...conditions(query), ...(withCursor ? cursorPart(query) : [])]);

/** ORDER BY of a checked query: the sort field, then the id, in one direction. */
export function orderOf(query: Query): string {
  const direction = query.sort?.descending === true ? 'DESC' : 'ASC';
  const field = query.sort?.field ?? '_id';
  return field === '_id' ? ` ORDER BY id ${direction}` : ` ORDER BY ${column(field)} ${direction}, id ${direction}`;
}
