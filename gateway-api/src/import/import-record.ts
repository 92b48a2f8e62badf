import type { RowError } from './import-problems.ts';

export type ImportState = 'previewed' | 'running' | 'finished';
/** Who imports: a stable key of the person and the unit they act for. */
export interface ImportActor {
  readonly key: string;
  readonly unit: string;
  /** The API key of a unit's program, which sees and issues less than the person in whose name it works. */
  readonly apiKey?: string;
}
export interface ImportSummary {
  readonly id: string;
  readonly actor: ImportActor;
  readonly state: ImportState;
  readonly rows: number;
  readonly ok: number;
  readonly errorCount: number;
  readonly duplicateCount: number;
  /** What the preview says of the file beside its rows. */
  readonly about?: Readonly<Record<string, unknown>>;
  readonly committed: number;
  readonly refused: number;
}
/** With what is wrong with each row: of a large file that is much to read, so it is read where it is told only. */
export interface ImportRecord extends ImportSummary {
  readonly errors: readonly RowError[];
  /** Rows that are here already, or come twice in the file: told, left out, and no reason to stop. */
  readonly duplicates: readonly RowError[];
}
/** A file before anything of it is recorded. */
export type Preview = Pick<ImportRecord, 'id' | 'actor' | 'rows' | 'errors' | 'about'> &
  Partial<Pick<ImportRecord, 'duplicates'>>;
export interface LineRow<Row> {
  readonly line: number;
  readonly row: Row;
}
export interface RefusedRow {
  readonly line: number;
  readonly code: string;
  readonly detail: string;
}
export interface ImportChunk<Row> {
  readonly number: number;
  readonly attempt: number;
  readonly rows: readonly LineRow<Row>[];
}
export interface ImportEvent {
  readonly seq: number;
  readonly data: Readonly<Record<string, unknown>>;
}
