import { vietnamAheadMs } from '@daunguon/records';

/** When a standing query runs (EPCIS 2.0, section 8.2.5.3), in Vietnam's time; each field is a list of numbers and ranges, `1,[5-7]`. */
export interface QuerySchedule {
  readonly second?: string | undefined;
  readonly minute?: string | undefined;
  readonly hour?: string | undefined;
  readonly dayOfMonth?: string | undefined;
  readonly month?: string | undefined;
  /** 1 is Monday, 7 Sunday. */
  readonly dayOfWeek?: string | undefined;
}

const bounds = {
  second: [0, 59],
  minute: [0, 59],
  hour: [0, 23],
  dayOfMonth: [1, 31],
  month: [1, 12],
  dayOfWeek: [1, 7],
} as const;
type FieldName = keyof typeof bounds;
const scheduleFields = Object.keys(bounds) as readonly FieldName[];

const numbersOf = (text: string, [least, most]: readonly [number, number]): readonly number[] => {
  const found = new Set<number>();
  for (const part of text.split(',')) {
    const [, one, from = one, to = from] = /^(?:(\d{1,2})|\[(\d{1,2})-(\d{1,2})\])$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (from === undefined || first < least || last > most || first > last) throw new RangeError(text);
    for (let value = first; value <= last; value += 1) found.add(value);
  }
  return [...found].sort((a, b) => a - b);
};

const dayMs = 86_400_000;
/** A 29th of February on a given day of the week comes after 28 years, and after 40 where a year like 2100 is between. */
const mostDays = 41 * 366;

/**
 * Reads a schedule into a function that tells the first time after another (milliseconds). What is not said leaves larger units open and is the
 * least of smaller ones: `{"hour": "1"}` is 01:00:00 every day. @throws RangeError for a schedule that is none, never comes or comes more than
 * once a minute
 */
export function readSchedule(schedule: QuerySchedule): (after: number) => number {
  if (scheduleFields.every((name) => schedule[name] === undefined)) throw new RangeError('empty');
  const given = (name: FieldName): readonly number[] | undefined =>
    schedule[name] === undefined ? undefined : numbersOf(schedule[name], bounds[name]);
  const [months, monthDays, weekDays] = [given('month'), given('dayOfMonth'), given('dayOfWeek')];
  const every = (name: FieldName): readonly number[] =>
    Array.from({ length: bounds[name][1] - bounds[name][0] + 1 }, (_, index) => bounds[name][0] + index);
  const seconds = given('second') ?? [0];
  if (seconds.length > 1) throw new RangeError('second');
  const minutes = given('minute') ?? (schedule.second === undefined ? [0] : every('minute'));
  const finer = schedule.second !== undefined || schedule.minute !== undefined;
  const hours = given('hour') ?? (finer ? every('hour') : [0]);

  const isDay = (day: Date): boolean =>
    (months?.includes(day.getUTCMonth() + 1) ?? true) &&
    (monthDays?.includes(day.getUTCDate()) ?? true) &&
    (weekDays?.includes(((day.getUTCDay() + 6) % 7) + 1) ?? true);
  const next = (after: number): number => {
    const local = after + vietnamAheadMs;
    const today = Math.floor(local / dayMs) * dayMs;
    for (let day = 0; day < mostDays; day += 1) {
      const start = today + day * dayMs;
      if (!isDay(new Date(start))) continue;
      for (const hour of hours)
        for (const minute of minutes)
          for (const second of seconds) {
            const at = start + ((hour * 60 + minute) * 60 + second) * 1000;
            if (at > local) return at - vietnamAheadMs;
          }
    }
    throw new RangeError('never');
  };
  next(0);
  return next;
}
