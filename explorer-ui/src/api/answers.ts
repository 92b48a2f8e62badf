import type { Answer, PathOf } from './asked.ts';
import type { AnyRecord, Genealogy } from './operations.ts';

/** Names for what the API's description says is answered (`operations.ts`). */
export type { AnyRecord, Committed, Genealogy, ImportState, Relative, RowProblem } from './operations.ts';

/** Lists of records, and of other things. */
export type ListPath = {
  [Path in PathOf<'GET'>]: Answer<Path> extends { readonly items: readonly unknown[]; readonly next?: string }
    ? Path
    : never;
}[PathOf<'GET'>];
/** Lists that each record of is answered of below, `<list>/{id}`. */
export type RecordListPath = {
  [Path in ListPath]: `${Path}/{id}` extends infer One extends PathOf<'GET'>
    ? Answer<One> extends { readonly record: unknown; readonly history: unknown }
      ? Path
      : never
    : never;
}[ListPath];

/** Lists of carbon records: below each of them a record by its id. */
export type CarbonListPath = Extract<RecordListPath, `/api/carbon/${string}`>;
/** Where files of rows are sent: previewed there, recorded and followed below. */
export type ImportPath = {
  [Path in PathOf<'POST'>]: Path extends `${infer List}/{id}/commit` ? List : never;
}[PathOf<'POST'>];
/** Those that keep what came of each row until they are told to forget it. */
export type ToldImportPath = {
  [Path in PathOf<'POST'>]: Path extends `${infer List}/{id}/forget` ? List : never;
}[PathOf<'POST'>];

export type BatchAnswer = Answer<'/api/origin/batches/{id}'>;
/** One record of any type, with what the gateway tells beside it. */
export interface RecordAnswer extends Omit<BatchAnswer, 'record' | 'history' | 'genealogy'> {
  readonly record: AnyRecord;
  readonly history: readonly (Omit<BatchAnswer['history'][number], 'state'> & { readonly state: AnyRecord })[];
  readonly genealogy?: Genealogy;
}

export type SessionAnswer = Answer<'/session'>;
export type SignedIn = Extract<SessionAnswer, { readonly signedIn: true }>;
export type Membership = SignedIn['units'][number];
export type SigningSettings = SignedIn['signing'];
