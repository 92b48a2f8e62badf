import type { RecordState, RecordType } from '../record-state.ts';

/** Vietnamese first, English beside it. */
export type Bilingual = readonly [vi: string, en: string];

/** null: not known, not applicable, or suppressed (then the row says so). */
export type OpenCell = string | number | boolean | null;
export type OpenRow = readonly OpenCell[];

export interface OpenColumn {
  /** As in the files' head line; never renamed, because programs read by it. */
  readonly name: string;
  readonly title: Bilingual;
  readonly kind: 'text' | 'integer' | 'number' | 'date' | 'boolean';
  readonly unit?: Bilingual;
}

/** Takes the states of one height, one by one in any order, and gives the rows in an order that follows from them alone. */
export interface OpenTally {
  /** `recordedAt`: time of the record's first version (ISO 8601 UTC). */
  add(state: RecordState, recordedAt: string): void;
  /** `asOf`: time of the newest record of that height, by which validity is judged; no clock is read. */
  rows(asOf: string): readonly OpenRow[];
}

/** One dataset: what it says, from which records, how it is computed and what is held back. */
export interface OpenDataset {
  readonly id: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  readonly method: Bilingual;
  readonly protection: Bilingual;
  readonly keywords: readonly Bilingual[];
  /** Code in the EU's list of data themes. */
  readonly theme: 'AGRI' | 'ECON' | 'ENVI' | 'GOVE';
  readonly sources: readonly PublicType[];
  /** Whether its rows ask for the time of the first version. */
  readonly isDated?: boolean;
  readonly columns: readonly OpenColumn[];
  start(): OpenTally;
}

/** Records that open data may be computed from. Whatever is about persons (credentials, health, farms) is not among them. */
export const publicTypes = [
  'registry/unit',
  'registry/accreditation',
  'origin/batch',
  'origin/growing-area',
  'origin/recall',
  'ocop/product',
  'carbon/project',
  'carbon/issuance',
  'carbon/retirement',
] as const satisfies readonly RecordType[];
export type PublicType = (typeof publicTypes)[number];

/** Rows in the order of their text, column by column. */
export const sortedRows = (rows: readonly OpenRow[]): readonly OpenRow[] => {
  const keyed = rows.map((row) => ({ row, key: row.map((cell) => String(cell ?? '')).join('\u0000') }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row);
};
