import type { Bilingual } from '../opendata/dataset.ts';
import type { FieldsState, RecordState, RecordType } from '../record-state.ts';
import { isTraining } from '../training.ts';

/** Pages of numbers: the province, and each domain. */
export const dashboardSlugs = [
  'province',
  'origin',
  'ocop',
  'credential',
  'health',
  'carbon',
  'heritage',
  'registry',
] as const;
export type DashboardSlug = (typeof dashboardSlugs)[number];
export const dashboardTitles: Readonly<Record<DashboardSlug, Bilingual>> = {
  province: ['Tổng quan thành phố', 'Overview of the city'],
  origin: ['Nguồn gốc nông sản', 'Origin of produce'],
  ocop: ['OCOP', 'OCOP'],
  credential: ['Văn bằng, chứng chỉ', 'Credentials'],
  health: ['Hồ sơ sức khỏe', 'Health records'],
  carbon: ['Các-bon', 'Carbon'],
  heritage: ['Di sản', 'Heritage'],
  registry: ['Mạng và đơn vị', 'Network and units'],
};

/** A record as it was first recorded: with a body, or with the facets of what the ledger knows by its commitment. */
export type FirstState = Pick<RecordState, 'type' | 'body' | 'version'> & Partial<Pick<FieldsState, 'facets'>>;

/**
 * One number of a dashboard: records by the day of their first version, which never changes afterwards, so that a counter that was once right
 * stays right. Every record belongs to one measure at the most.
 */
export interface Measure {
  readonly id: string;
  readonly dashboard: Exclude<DashboardSlug, 'province'>;
  readonly type: RecordType;
  readonly title: Bilingual;
  readonly unit: Bilingual;
  /** Which records count, in words. */
  readonly method: Bilingual;
  /** Which records of the type count; absent: all. */
  readonly holds?: (state: FirstState) => boolean;
  /** By what it is divided: a code of the record. */
  readonly kindOf?: (state: FirstState) => string;
  /** What is added up beside the number of records: whole numbers of 10^-`decimals` of the unit. */
  readonly amount?: {
    readonly unit: Bilingual;
    readonly decimals: number;
    readonly of: (state: FirstState) => number;
  };
  /** About persons: numbers below the smallest that is published are not told, nor are the records behind any. */
  readonly isProtected?: true;
}

/** What the first version of a record adds to a measure. */
export interface Counted {
  readonly measure: string;
  /** Empty where the measure has no kinds. */
  readonly kind: string;
  readonly amount: number;
}

/** Finds the measure of records; undefined for later versions, for what is there to learn with, and for what is counted nowhere. */
export function counting(measures: readonly Measure[]): (state: FirstState) => Counted | undefined {
  const byType = Map.groupBy(measures, ({ type }) => type);
  return (state) => {
    if (state.version !== 1 || isTraining(state)) return undefined;
    const found = byType.get(state.type)?.find(({ holds }) => holds?.(state) ?? true);
    if (found === undefined) return undefined;
    return { measure: found.id, kind: found.kindOf?.(state) ?? '', amount: found.amount?.of(state) ?? 0 };
  };
}
