import { foldText } from '../index-store/fold.ts';
import { ImportFileError } from './import-problems.ts';
import { csvRecords } from './table/csv-table.ts';

export const maxFileBytes = 10 * 1024 * 1024;
const maxRows = 50_000;

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

/** Bytes of a CSV (RFC 4180; `;` too, as Vietnamese spreadsheets write) to rows by column. Throws ImportFileError. */
export function readCsv<Column extends string>(bytes: Uint8Array, table: ColumnTable<Column>): CsvFile<Column> {
  if (bytes.length > maxFileBytes) throw new ImportFileError('file-too-large', 1);
  const [header, ...records] = csvRecords(bytes);
  if (header === undefined || records.length === 0) throw new ImportFileError('file-empty', 1);
  if (records.length > (table.maxRows ?? maxRows)) throw new ImportFileError('file-too-many-rows', maxRows + 2);
  const columns = readHeader(header.cells, table);
  const known = columns.flatMap((column, index) => (column === undefined ? [] : [[column, index] as const]));
  const byColumn = (cells: readonly string[]) =>
    Object.fromEntries(known.map(([column, index]) => [column, cells[index]?.trim() ?? ''])) as Record<Column, string>;
  const rows = records.map(({ line, cells }) => ({
    ...{ line, complete: cells.length === columns.length, cells: byColumn(cells) },
  }));
  return { titles: byColumn(header.cells), rows };
}
