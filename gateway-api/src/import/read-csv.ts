import { parse } from 'csv-parse/sync';
import { foldText } from '../index-store/fold.ts';
import { ImportFileError } from './import-problems.ts';

export const maxFileBytes = 10 * 1024 * 1024;
export const maxRows = 50_000;

/** Columns that a file may have, and those that it must. */
export interface ColumnTable<Column extends string> {
  /** Column -> names as written in files: Vietnamese first, English. The column's own name counts too; all compared folded. */
  readonly names: Readonly<Partial<Record<Column, readonly string[]>>>;
  readonly required: readonly Column[];
  /** Columns that belong to the export of another system and say nothing here. */
  readonly ignored?: (title: string) => boolean;
  /** 50,000 where it is absent; the file's size is bounded whatever this says. */
  readonly maxRows?: number;
}
export interface CsvRow<Column extends string> {
  readonly line: number;
  /** False when the row has another number of cells than the header. */
  readonly complete: boolean;
  readonly cells: Readonly<Partial<Record<Column, string>>>;
}
export interface CsvFile<Column extends string> {
  /** Column names as the file writes them, for messages. */
  readonly titles: Readonly<Partial<Record<Column, string>>>;
  readonly rows: readonly CsvRow<Column>[];
}

const lineOf = (bytes: Uint8Array, end: number): number => {
  let line = 1;
  for (let index = 0; index < end; index += 1) if (bytes[index] === 0x0a) line += 1;
  return line;
};

const decodes = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** Line of the first byte that is not UTF-8: the first line that does not decode alone (no line break is inside a character). */
const decode = (bytes: Uint8Array): string => {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new ImportFileError('file-utf16', 1);
  }
  if (decodes(bytes)) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  let start = 0;
  for (;;) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    if (!decodes(bytes.subarray(start, end)) || newline === -1) break;
    start = newline + 1;
  }
  // Windows-1258 writes đ as F0, ă as E3, ơ as F5, ư as FD and tones as CC, D2, DE, EC, F2 alone; in UTF-8 a byte
  // from C2 to F4 starts a sequence of 80–BF (RFC 3629 §3), so an ASCII letter after one of them gives it away.
  const line = Buffer.from(bytes.subarray(start)).toString('latin1');
  const is1258 = /[\u00c3\u00cc\u00d0\u00d2\u00d5\u00dd\u00de\u00e3\u00ec\u00f0\u00f2\u00f5\u00fd][\sA-Za-z,;]/.test(
    line,
  );
  throw new ImportFileError(is1258 ? 'file-windows-1258' : 'file-not-utf8', lineOf(bytes, start));
};

const readHeader = <Column extends string>(
  header: readonly string[],
  { names, required, ignored }: ColumnTable<Column>,
): (Column | undefined)[] => {
  const tables = Object.entries(names) as [Column, readonly string[]][];
  const byName = new Map(
    tables.flatMap(([column, written]) => [column, ...written].map((name) => [foldText(name), column] as const)),
  );
  const columns = header.map((title) => byName.get(foldText(title)));
  columns.forEach((column, index) => {
    const title = header[index] ?? '';
    if (column === undefined) {
      if (ignored?.(title) === true) return;
      throw new ImportFileError('header-unknown', 1, title || `#${index + 1}`);
    }
    if (columns.indexOf(column) !== index) throw new ImportFileError('header-duplicate', 1, title);
  });
  for (const column of required) {
    if (!columns.includes(column)) throw new ImportFileError('header-missing', 1, names[column]?.[0] ?? column);
  }
  return columns;
};

const parseCsv = (text: string): { record: string[]; info: { lines: number } }[] => {
  const header = text.slice(0, Math.max(0, text.search(/[\r\n]|$/)));
  const delimiter = header.split(';').length > header.split(',').length ? ';' : ',';
  try {
    return parse(text, { bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true }) as never;
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    throw new ImportFileError('file-quotes', typeof line === 'number' ? line : 1);
  }
};

/** Bytes of a CSV (RFC 4180; `;` too, as Vietnamese spreadsheets write) to rows by column. Throws ImportFileError. */
export function readCsv<Column extends string>(bytes: Uint8Array, table: ColumnTable<Column>): CsvFile<Column> {
  if (bytes.length > maxFileBytes) throw new ImportFileError('file-too-large', 1);
  const [header, ...records] = parseCsv(decode(bytes));
  if (header === undefined || records.length === 0) throw new ImportFileError('file-empty', 1);
  if (records.length > (table.maxRows ?? maxRows)) throw new ImportFileError('file-too-many-rows', maxRows + 2);
  const columns = readHeader(header.record, table);
  const known = columns.flatMap((column, index) => (column === undefined ? [] : [[column, index] as const]));
  const byColumn = (cells: readonly string[]) =>
    Object.fromEntries(known.map(([column, index]) => [column, cells[index]?.trim() ?? ''])) as Record<Column, string>;
  const rows = records.map(({ record, info }) => ({
    line: info.lines - record.join('').split('\n').length + 1,
    complete: record.length === columns.length,
    cells: byColumn(record),
  }));
  return { titles: byColumn(header.record), rows };
}
