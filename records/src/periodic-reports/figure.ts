import type { Bilingual } from '../opendata/dataset.ts';
import type { FieldsState, RecordState, RecordType } from '../record-state.ts';

/** A record as it stood when the period ended: a body, or the facets of what the ledger knows by its commitment. */
export type CountedState = RecordState & Partial<Pick<FieldsState, 'facets'>>;

/**
 * One number of a report, found by an exact query: of the records of one type, those first recorded in the period (`during`) or all that exist
 * at its end (`at-end`), each as it stood at the period’s end. So a closed period gives the same number whenever it is read.
 */
export interface Figure {
  readonly id: string;
  readonly title: Bilingual;
  readonly unit: Bilingual;
  /** Which records count, in words. */
  readonly method: Bilingual;
  readonly type: RecordType;
  readonly when: 'during' | 'at-end';
  /** What a record adds, in 10^-`decimals` of the unit; undefined where it does not count. */
  readonly adds: (state: CountedState) => bigint | undefined;
  /** Counts only while it holds; absent: always. */
  readonly holds?: (state: CountedState) => Holding;
  /** 0 where absent. */
  readonly decimals?: number;
  /** Records of one key count once. */
  readonly keyOf?: (state: CountedState) => string;
  /** About persons: a number below the smallest that is published is not told, nor are the records behind any. */
  readonly isProtected?: true;
}

/** When what a record says holds, in ISO 8601 UTC: after `after` (absent: since ever), to `until` and no longer. */
export interface Holding {
  readonly after?: string;
  readonly until: string;
}
export const holdsAt = ({ after, until }: Holding, at: string): boolean =>
  (after === undefined || after < at) && until >= at;

/** Every record counts one. */
export const one = (): bigint => 1n;

/** One for each record of which this holds. */
export const oneIf =
  <Body>(holds: (body: Body, state: CountedState) => boolean) =>
  (state: CountedState): bigint | undefined =>
    holds(state.body as Body, state) ? 1n : undefined;

export const isActive = ({ status }: CountedState): boolean => status === 'active';

export const recordsUnit: Bilingual = ['hồ sơ', 'records'];
