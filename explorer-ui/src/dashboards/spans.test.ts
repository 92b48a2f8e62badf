import { expect, test } from '@jest/globals';
import { monthsBetween } from './months.ts';

test.each([
  ['2025-11', '2026-02', ['2025-11', '2025-12', '2026-01', '2026-02']],
  ['2026-03', '2026-03', ['2026-03']],
  ['2026-04', '2026-03', []],
])('the months from %s to %s', (from, to, months) => {
  expect(monthsBetween(from, to)).toEqual(months);
});
