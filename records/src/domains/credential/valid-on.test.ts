import { expect, test } from '@jest/globals';
import { countsUnderKey, statusOn, statusOnDay, type DatedVersion } from './valid-on.ts';

const day = (date: string): number => Date.parse(`2026-${date}T00:00:00Z`);
const versions: DatedVersion[] = [
  { status: 'active', notBefore: day('06-20'), notAfter: day('06-21') },
  { status: 'suspended', notBefore: day('07-10'), notAfter: day('07-12') },
  { status: 'revoked', notBefore: day('09-01'), notAfter: day('09-02') },
];

test.each([
  ['06-19', 'not-issued'],
  ['06-20', 'unknown'],
  ['06-21', 'active'],
  ['07-09', 'active'],
  ['07-11', 'unknown'],
  ['07-30', 'suspended'],
  ['09-01', 'unknown'],
  ['11-24', 'revoked'],
])('on %s: %s', (date, status) => {
  expect(statusOn(versions, day(date))).toBe(status);
});

test('a version that nothing dates says nothing for sure', () => {
  expect(statusOn([{ status: 'active', notBefore: day('06-20'), notAfter: undefined }], day('11-24'))).toBe('unknown');
  expect(statusOn([], day('11-24'))).toBe('not-issued');
});

const theft = { reportIndex: 90, stolenOn: day('07-01') };
test.each([
  ['before the theft', 80, day('06-30'), true],
  ['on the day of the theft', 80, day('07-01'), false],
  ['between theft and report', 80, day('07-05'), false],
  ['dated back, but entered after the report', 91, day('06-30'), false],
  ['of no proven time', 80, undefined, false],
])('an act under a stolen key, %s', (_when, index, notAfter, counts) => {
  expect(countsUnderKey({ index, notAfter }, theft)).toBe(counts);
  expect(countsUnderKey({ index, notAfter }, undefined)).toBe(true);
});

test('a day is one in Việt Nam, and today ends where knowledge ends', () => {
  const asOf = Date.parse('2026-11-24T03:00:00Z');
  const on = (date: string) => statusOnDay(versions, date, asOf);
  expect(on('2026-06-30')).toEqual({ atStart: 'active', atEnd: 'active' });
  expect(on('2026-06-19')).toEqual({ atStart: 'not-issued', atEnd: 'not-issued' });
  // 12 July begins in Việt Nam seven hours before it does at Greenwich, where the suspension was proven.
  expect(on('2026-07-12')).toEqual({ atStart: 'unknown', atEnd: 'suspended' });
  expect(on('2026-11-24')).toEqual({ atStart: 'revoked', atEnd: 'revoked' });
  expect(on('2026-11-25')).toBeUndefined();
  expect(on('2026-13-01')).toBeUndefined();
});
