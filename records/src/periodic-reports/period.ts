import { vietnamAheadMs, vietnamDate } from '../vietnam-date.ts';

export const periodKinds = ['quarter', 'half'] as const;
export type ReportPeriodKind = (typeof periodKinds)[number];

/** A quarter (`2026-Q4`) or half (`2026-H2`) of a year of reports. */
export interface ReportPeriod {
  readonly id: string;
  readonly kind: ReportPeriodKind;
  readonly year: number;
  /** 1–4, or 1–2. */
  readonly number: number;
  /** First and last day whose records count, in Việt Nam, YYYY-MM-DD. */
  readonly from: string;
  readonly until: string;
  /** Last day to hand the report in. */
  readonly due: string;
}

const monthsOf: Readonly<Record<ReportPeriodKind, number>> = { quarter: 3, half: 6 };
const letterOf: Readonly<Record<ReportPeriodKind, string>> = { quarter: 'Q', half: 'H' };
const day = 86_400_000;

const dayOf = (year: number, month: number, date: number): string =>
  new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);
/** The calendar day so many days later. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);

/** No public holiday of Việt Nam lies in the days after the 14th of March, June, September or December: weekends are all that counts. */
const workingDaysAfter = (date: string, days: number): string => {
  let [at, left] = [date, days];
  while (left > 0) {
    at = dayAfter(at, 1);
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return at;
};

/** A province sets its own time to hand in; two working days after the data are closed is usual. */
const workingDaysToHandIn = 2;

/**
 * Decree 09/2019/NĐ-CP closes the data of a report on the 14th of the period’s last month: a quarter runs from the 15th of the month before it
 * to the 14th of its third, a half-year likewise, so that every day lies in one quarter and in one half.
 */
export const periodOf = (kind: ReportPeriodKind, year: number, number: number): ReportPeriod => {
  const months = monthsOf[kind];
  const last = number * months;
  const until = dayOf(year, last, 14);
  return {
    ...{ id: `${year}-${letterOf[kind]}${number}`, kind, year, number },
    ...{ from: dayOf(year, last - months, 15), until, due: workingDaysAfter(until, workingDaysToHandIn) },
  };
};

/** By its name; undefined where there is none of that name (years 2020–2099). */
export const parsePeriod = (id: string): ReportPeriod | undefined => {
  const [, year, letter, number] = /^(20[2-9]\d)-(?:([QH])([1-4]))$/.exec(id) ?? [];
  if (year === undefined || (letter === 'H' && Number(number) > 2)) return undefined;
  return periodOf(letter === 'Q' ? 'quarter' : 'half', Number(year), Number(number));
};

/** The period that holds a day of Việt Nam. */
export const periodAt = (kind: ReportPeriodKind, date: string): ReportPeriod => {
  const months = monthsOf[kind];
  // From the 15th on a day belongs to the reports of the next month.
  const [year = 0, month = 0, dayOfMonth = 0] = date.split('-').map(Number);
  const shifted = year * 12 + month - 1 + (dayOfMonth >= 15 ? 1 : 0);
  return periodOf(kind, Math.floor(shifted / 12), Math.floor((shifted % 12) / months) + 1);
};

export const periodBefore = ({ kind, from }: ReportPeriod): ReportPeriod => periodAt(kind, dayAfter(from, -1));

/** The period’s first instant and the first after it, as the ledger writes time (UTC). */
export const instantsOf = ({ from, until }: ReportPeriod): { readonly from: string; readonly until: string } => {
  const midnight = (date: string): string => new Date(Date.parse(date) - vietnamAheadMs).toISOString();
  return { from: midnight(from), until: midnight(dayAfter(until, 1)) };
};

/** Where a report stands on a day: `soon` from a week before the data are closed until the last day to hand it in. */
export const reminders = ['running', 'soon', 'overdue', 'done', 'none'] as const;
export type Reminder = (typeof reminders)[number];

const daysOfNotice = 7;

/** `startedAt`: first block of the network (UTC); nobody owes a report of a time before it. */
export const reminderOn = (
  { until, due }: ReportPeriod,
  today: string,
  { isFinal, startedAt }: { readonly isFinal: boolean; readonly startedAt: string | undefined },
): Reminder => {
  if (isFinal) return 'done';
  if (startedAt === undefined || vietnamDate(startedAt) > until) return 'none';
  if (today > due) return 'overdue';
  return today >= dayAfter(until, -daysOfNotice) ? 'soon' : 'running';
};
