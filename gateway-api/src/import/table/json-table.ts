import { duplicateKey } from '../../http/parse-json.ts';
import { ImportFileError } from '../import-problems.ts';
import { mostColumns, type Cell, type Table, type TableLimits } from './table.ts';

/** A number as the file writes it: its digits, not what is left of them in 64 bits. */
class Digits {
  readonly exact: string;
  constructor(exact: string) {
    this.exact = exact;
  }
}
type Row = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Digits);

const keepDigits = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' ? new Digits(context?.source ?? String(value)) : value;

const cellOf = (value: unknown, line: number, column: string): Cell => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Digits) return { exact: value.exact };
  throw new ImportFileError('cell-not-text', line, column);
};

/** The member that an RFC 6901 pointer names. */
const at = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((inner, part) => (isObject(inner) && Object.hasOwn(inner, part) ? inner[part] : undefined), value);

const parsed = (bytes: Uint8Array): unknown => {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ImportFileError('file-not-utf8', 1);
  }
  try {
    const value: unknown = JSON.parse(text, keepDigits);
    const twice = duplicateKey(text);
    if (twice !== undefined) throw new ImportFileError('json-key-twice', 1, twice);
    return value;
  } catch (error) {
    if (error instanceof ImportFileError) throw error;
    throw new ImportFileError('file-not-json', 1);
  }
};

/** A list of flat objects, the one that `rows` (RFC 6901) names; their keys are the columns. @throws ImportFileError */
export function jsonTable(bytes: Uint8Array, rows: string, { maxRows }: TableLimits): Table {
  const list = at(parsed(bytes), rows);
  if (!Array.isArray(list)) throw new ImportFileError('json-not-rows', 1, rows);
  if (list.length === 0) throw new ImportFileError('file-empty', 1);
  if (list.length > maxRows) throw new ImportFileError('file-too-many-rows', maxRows + 1);
  const columns = new Set<string>();
  list.forEach((item: unknown, index) => {
    if (!isObject(item)) throw new ImportFileError('json-not-rows', index + 1, rows);
    for (const key of Object.keys(item)) columns.add(key);
    if (columns.size > mostColumns) throw new ImportFileError('file-too-many-columns', index + 1);
  });
  const header = [...columns];
  const cells = (item: Row, line: number): Cell[] =>
    header.map((column) => cellOf(Object.hasOwn(item, column) ? item[column] : undefined, line, column));
  return { header, rows: (list as Row[]).map((item, index) => ({ line: index + 1, cells: cells(item, index + 1) })) };
}
