import { expect, test } from '@jest/globals';
import { daysUntil, monthsBetween } from './spans.ts';

test.each([
  ['2025-11', '2026-02', ['2025-11', '2025-12', '2026-01', '2026-02']],
  ['2026-03', '2026-03', ['2026-03']],
  ['2026-04', '2026-03', []],
])('the months from %s to %s', (from, to, months) => {
  expect(monthsBetween(from, to)).toEqual(months);
});

test('the days up to the first of a month', () => {
  expect(daysUntil('2028-03-01', 3)).toEqual(['2028-02-28', '2028-02-29', '2028-03-01']);
});
