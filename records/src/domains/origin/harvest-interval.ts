import { DomainError } from '../../domain-error.ts';
import type { DiaryEntryBody } from './diary.ts';

/** Days from a spraying (inclusive) to the first day on which may be harvested (exclusive). */
export interface HarvestInterval {
  readonly entry: string;
  /** Absent: the whole growing area was treated. */
  readonly farm?: string;
  readonly from: string;
  readonly until: string;
}

const dayMs = 86_400_000;
const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** The interval that an entry opens; none unless it is a pesticide with days to wait. */
export const intervalOf = (entry: string, { farm, date, activity }: DiaryEntryBody): HarvestInterval | undefined =>
  activity.kind === 'pesticide' && activity.preHarvestDays > 0
    ? { entry, ...(farm === undefined ? {} : { farm }), from: date, until: plusDays(date, activity.preHarvestDays) }
    : undefined;

/**
 * Ledger key of the intervals that touch a month of a growing area. An interval stands in each month that it touches: a harvest reads
 * one key whatever the diary's length, and two farms that spray in different months never write the same one.
 */
export const intervalKey = (growingArea: string, month: string): string => `i/${growingArea}/${month}`;
export const monthOf = (day: string): string => day.slice(0, 7);

/** The months that an interval touches. */
export const monthsOf = ({ from, until }: HarvestInterval): string[] => {
  const months = [monthOf(from)];
  for (let day = from; day < until; day = plusDays(day, 1))
    if (monthOf(day) !== months.at(-1)) months.push(monthOf(day));
  return months;
};

/** @throws DomainError naming entry and first free day, when a harvest on `day` lies inside an interval. Without a farm, any farm's counts. */
export const requireOutsideIntervals = (
  intervals: readonly HarvestInterval[] | undefined,
  { farm, harvestDate }: { farm?: string | undefined; harvestDate: string },
): void => {
  const inside = (intervals ?? []).find(
    (interval) =>
      (interval.farm === undefined || farm === undefined || interval.farm === farm) &&
      interval.from <= harvestDate &&
      harvestDate < interval.until,
  );
  if (inside !== undefined) {
    throw new DomainError('origin/harvest-inside-interval', `${inside.entry}, ${harvestDate} < ${inside.until}`);
  }
};
