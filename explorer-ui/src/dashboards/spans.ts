import { plusDays } from '../format/today.ts';

/** Every month from one to another, both inclusive, `YYYY-MM`. */
export function monthsBetween(from: string, to: string): readonly string[] {
  const months: string[] = [];
  const [year = 0, month = 1] = from.split('-').map(Number);
  for (let step = 0; step < 400; step += 1) {
    const one = new Date(Date.UTC(year, month - 1 + step, 1)).toISOString().slice(0, 7);
    if (one > to) break;
    months.push(one);
  }
  return months;
}

/** So many days up to and including `last`, `YYYY-MM-DD`. */
export const daysUntil = (last: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => plusDays(last, at + 1 - count));
