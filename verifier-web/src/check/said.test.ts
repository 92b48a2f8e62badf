import { expect, test } from '@jest/globals';
import { formatDate, formatTime } from './said.ts';

test.each([
  ['2026-11-24T02:41:59.999Z', '09:41 24/11/2026'],
  ['2026-12-31T17:00:00Z', '00:00 01/01/2027'],
  ['1970-01-01T00:00:00.000Z', '07:00 01/01/1970'],
  ['2026-11-24T09:41:00+07:00', '09:41 24/11/2026'],
  ['hôm qua', 'hôm qua'],
  ['+275760-09-13T00:00:00.000Z', '+275760-09-13T00:00:00.000Z'],
])('the time %s is told as %s', (iso, told) => {
  expect(formatTime(iso)).toBe(told);
});

test.each([
  ['2026-11-24', '24/11/2026'],
  ['2026-11-24T20:00:00Z', '03:00 25/11/2026'],
])('the date %s is told as %s', (iso, told) => {
  expect(formatDate(iso)).toBe(told);
});
