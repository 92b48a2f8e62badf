import { expect, test } from '@jest/globals';
import { vietnamClock, vietnamDate, vietnamTime } from './vietnam-date.ts';

test('an instant before and after midnight in Việt Nam', () => {
  expect(vietnamDate('2026-12-31T16:59:59Z')).toBe('2026-12-31');
  expect(vietnamDate('2026-12-31T17:00:00Z')).toBe('2027-01-01');
  expect(vietnamDate(Date.UTC(2026, 11, 31, 17))).toBe('2027-01-01');
  expect(vietnamClock('2026-11-24T02:41:05.006Z')).toBe('2026-11-24T09:41:05.006');
  expect(vietnamTime('2026-11-24T02:41:05Z')).toBe('09:41 24/11/2026');
  expect(() => vietnamDate('mai')).toThrow(RangeError);
});
