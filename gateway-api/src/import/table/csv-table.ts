import { parse } from 'csv-parse/sync';
import { ImportFileError } from '../import-problems.ts';
import { isBlank, mostColumns, type Table, type TableLimits } from './table.ts';

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

export interface CsvRecord {
  /** On which it begins, 1 is the first. */
  readonly line: number;
  readonly cells: readonly string[];
}
type Parsed = { readonly record: string[]; readonly info: { readonly lines: number } };

/** Records of a CSV (RFC 4180; `;` too, as Vietnamese spreadsheets write), the header too. @throws ImportFileError */
export function csvRecords(bytes: Uint8Array): CsvRecord[] {
  const text = decode(bytes);
  const header = text.slice(0, Math.max(0, text.search(/[\r\n]|$/)));
  const delimiter = header.split(';').length > header.split(',').length ? ';' : ',';
  try {
    const options = { bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true } as const;
    return (parse(text, options) as unknown as Parsed[]).map(({ record, info }) => ({
      ...{ line: info.lines - record.join('').split('\n').length + 1, cells: record },
    }));
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    throw new ImportFileError('file-quotes', typeof line === 'number' ? line : 1);
  }
}

/** A CSV whose header is on `headerLine`. @throws ImportFileError */
export function csvTable(bytes: Uint8Array, headerLine: number, { maxRows }: TableLimits): Table {
  const records = csvRecords(bytes).filter(({ line }) => line >= headerLine);
  const [header, ...rows] = records;
  if (header === undefined || rows.length === 0) throw new ImportFileError('file-empty', headerLine);
  if (rows.length > maxRows) throw new ImportFileError('file-too-many-rows', headerLine + maxRows + 1);
  if (header.cells.length > mostColumns) throw new ImportFileError('file-too-many-columns', headerLine);
  return { header: header.cells, rows: rows.filter(({ cells }) => !cells.every(isBlank)) };
}
