import { vietnamDate } from '@daunguon/records';

const dayMs = 86_400_000;

/** Today in Việt Nam, YYYY-MM-DD: the day by which harvests, diary entries, rules and documents are dated. */
export const today = (): string => vietnamDate(Date.now());

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** The day so many years after today. */
export const inYears = (years: number): string => `${Number(today().slice(0, 4)) + years}${today().slice(4)}`;
