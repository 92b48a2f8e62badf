import { ImportFileError } from '../import-problems.ts';
import { csvTable } from './csv-table.ts';
import { jsonTable } from './json-table.ts';
import type { Table, TableLimits } from './table.ts';
import { xlsxTable } from './xlsx-table.ts';

/** Where in a file the rows are. */
export interface TablePlace {
  /** Of a workbook; its first where it is absent. */
  readonly sheet?: string | undefined;
  /** Of CSV and workbook. */
  readonly headerLine: number;
  /** RFC 6901 pointer to the list, of JSON. */
  readonly rows: string;
}

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);
const firstSign = (bytes: Uint8Array): number | undefined => {
  const start = startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
  return bytes.subarray(start, start + 1000).find((byte) => ![0x20, 0x09, 0x0a, 0x0d].includes(byte));
};

/** CSV, XLSX or JSON, told by its own bytes and not by its name. @throws ImportFileError */
export async function readTable(bytes: Uint8Array, place: TablePlace, limits: TableLimits): Promise<Table> {
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new ImportFileError('file-xls', 1);
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return xlsxTable(bytes, place, limits);
  const first = firstSign(bytes);
  if (first === 0x5b || first === 0x7b) return jsonTable(bytes, place.rows, limits);
  return csvTable(bytes, place.headerLine, limits);
}
