import { vietnamDate } from '@daunguon/records';

/** The calendar day in Việt Nam of an instant (milliseconds): the finest time that is kept of a scan or a report. */
export const dayOf = (now: number): string => vietnamDate(now);

/** So many days before a day, both YYYY-MM-DD. */
export const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
