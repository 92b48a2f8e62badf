import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { endOfDay, isExpired, lastDayAfter, noticeDay } from './validity.ts';

const day = fc.integer({ min: 0, max: 73_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const months = fc.integer({ min: 1, max: 120 });
const monthNumber = (date: string): number => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));

describe('36 months', () => {
  test.each([
    ['2026-11-25', '2029-11-25'],
    ['2026-12-31', '2029-12-31'],
    ['2028-02-29', '2031-02-28'],
    ['2027-02-28', '2030-02-28'],
    ['2025-02-28', '2028-02-28'],
  ])('from %s end with %s', (from, last) => {
    expect(lastDayAfter(from, 36)).toBe(last);
  });

  test('other periods end in a month that lacks the day', () => {
    expect([lastDayAfter('2026-08-31', 1), lastDayAfter('2027-11-30', 3), lastDayAfter('2024-02-29', 48)]).toEqual([
      '2026-09-30',
      '2028-02-29',
      '2028-02-29',
    ]);
  });

  test('end in the month that is so many later, on the same day or on that month’s last', () => {
    fc.assert(
      fc.property(day, months, (from, count) => {
        const last = lastDayAfter(from, count);
        const dayAfter = new Date(Date.parse(last) + 86_400_000).toISOString().slice(8, 10);
        expect(monthNumber(last)).toBe(monthNumber(from) + count);
        expect(last.slice(8) === from.slice(8) || (last.slice(8) < from.slice(8) && dayAfter === '01')).toBe(true);
      }),
    );
  });

  test('never end earlier for a later beginning', () => {
    fc.assert(
      fc.property(day, day, months, (one, other, count) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        expect(lastDayAfter(early, count) <= lastDayAfter(late, count)).toBe(true);
      }),
    );
  });
});

test('the holder is told 30 days before, also over the end of February', () => {
  expect([noticeDay('2031-02-28', 30), noticeDay('2028-03-15', 30), noticeDay('2029-01-01', 30)]).toEqual([
    '2031-01-29',
    '2028-02-14',
    '2028-12-02',
  ]);
});

test('the last day still counts, to its end in Việt Nam', () => {
  expect([isExpired('2029-11-25', '2029-11-25'), isExpired('2029-11-25', '2029-11-26')]).toEqual([false, true]);
  expect(endOfDay('2029-11-25')).toBe('2029-11-25T17:00:00Z');
});
