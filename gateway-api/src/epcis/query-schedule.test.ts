import { expect, test } from '@jest/globals';
import { readSchedule, type QuerySchedule } from './query-schedule.ts';

/** In Vietnam's time. */
const next = (schedule: QuerySchedule, after: string): string => {
  const at = readSchedule(schedule)(Date.parse(`${after}+07:00`));
  return new Date(at + 7 * 3_600_000).toISOString().slice(0, 19);
};

test.each([
  // The standard's own example: every morning at 1.05.
  [{ hour: '1', minute: '5' }, '2026-12-01T00:00:00', '2026-12-01T01:05:00'],
  [{ hour: '1', minute: '5' }, '2026-12-01T01:05:00', '2026-12-02T01:05:00'],
  [{ hour: '1' }, '2026-12-01T01:00:00', '2026-12-02T01:00:00'],
  [{ minute: '0,30' }, '2026-12-01T10:00:01', '2026-12-01T10:30:00'],
  [{ minute: '[10-12],50' }, '2026-12-01T10:12:30', '2026-12-01T10:50:00'],
  [{ second: '15' }, '2026-12-01T10:12:15', '2026-12-01T10:13:15'],
  // Monday is 1; the 1st of December 2026 is a Tuesday.
  [{ dayOfWeek: '1', hour: '7' }, '2026-12-01T10:00:00', '2026-12-07T07:00:00'],
  [{ dayOfWeek: '7' }, '2026-12-01T10:00:00', '2026-12-06T00:00:00'],
  [{ dayOfMonth: '31' }, '2026-12-31T00:00:00', '2027-01-31T00:00:00'],
  // A 29th of February is a Monday next in 2044.
  [{ month: '2', dayOfMonth: '29', dayOfWeek: '1' }, '2026-12-01T00:00:00', '2044-02-29T00:00:00'],
  [{ month: '2', dayOfMonth: '29' }, '2026-12-01T00:00:00', '2028-02-29T00:00:00'],
])('%j after %s is %s', (schedule, after, expected) => expect(next(schedule, after)).toBe(expected));

test.each([
  {},
  { hour: '24' },
  { minute: '60' },
  { hour: '' },
  { hour: 'x' },
  { hour: '1-5' },
  { hour: '[5-1]' },
  { second: '1,2' },
  { month: '2', dayOfMonth: '30' },
  { dayOfWeek: '0' },
])('%j is no schedule', (schedule) => expect(() => readSchedule(schedule)).toThrow(RangeError));
