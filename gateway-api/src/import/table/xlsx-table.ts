import { readSheet } from 'read-excel-file/node';
import { ImportFileError } from '../import-problems.ts';
import { isBlank, mostColumns, type Cell, type Table, type TableLimits } from './table.ts';
import { safeWorkbook } from './unpack-xlsx.ts';

/** A workbook's rows are all in memory at once: larger files come as CSV. */
const mostRows = 50_000;

/** A number as a person typed it: the file may have the 17 digits of its binary form (1.1000000000000001). */
const numberText = (raw: string): string =>
  /^-?\d{1,15}$/.test(raw)
    ? raw
    : Number(Number(raw).toPrecision(15)).toLocaleString('en-US', {
        ...{ useGrouping: false, maximumFractionDigits: 15 },
      });

const cellOf = (value: unknown): Cell => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return { exact: value.toISOString().slice(0, 10) };
  if (typeof value === 'object') return { exact: numberText(String((value as { raw: unknown }).raw)) };
  return String(value as string | boolean);
};

/** A sheet of a workbook (ECMA-376), the first unless it is named; its header is on `headerLine`. @throws ImportFileError */
export async function xlsxTable(
  bytes: Uint8Array,
  { sheet, headerLine }: { readonly sheet?: string | undefined; readonly headerLine: number },
  limits: TableLimits,
): Promise<Table> {
  const maxRows = Math.min(limits.maxRows, mostRows);
  const safe = safeWorkbook(bytes, headerLine + maxRows);
  let data: readonly (readonly unknown[])[];
  try {
    data = await readSheet(Buffer.from(safe), sheet ?? 1, { parseNumber: (raw) => ({ raw }), trim: false });
  } catch (error) {
    const missing = (error as Error).name === 'SheetNotFoundError';
    throw missing ? new ImportFileError('sheet-missing', 1, sheet) : new ImportFileError('file-not-xlsx', 1);
  }
  const header = (data[headerLine - 1] ?? []).map((title) => textOfTitle(cellOf(title)));
  while (header.at(-1) === '') header.pop();
  if (header.length > mostColumns) throw new ImportFileError('file-too-many-columns', headerLine);
  const rows = data
    .slice(headerLine)
    .map((row, index) => ({ line: headerLine + 1 + index, cells: header.map((_, at) => cellOf(row[at])) }))
    .filter(({ cells }) => !cells.every(isBlank));
  if (header.length === 0 || rows.length === 0) throw new ImportFileError('file-empty', headerLine);
  return { header, rows };
}

const textOfTitle = (cell: Cell): string => (typeof cell === 'object' ? cell.exact : cell).trim();
