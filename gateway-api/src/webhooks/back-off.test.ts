import { expect, test } from '@jest/globals';
import { backOff, pauseAfter } from './back-off.ts';

test('pauses double up to an hour, of which half to all is waited', () => {
  expect([1, 2, 3, 4, 11, 100, 5000].map((attempts) => pauseAfter(attempts, backOff, 1))).toEqual([
    ...[5000, 10_000, 20_000, 40_000, 3_600_000, 3_600_000, 3_600_000],
  ]);
  expect(pauseAfter(1, backOff, 0)).toBe(2500);
});

test('an hour of failing is far from the end of trying', () => {
  let [attempts, at] = [0, 0];
  while (at < backOff.mostAgeMs) at += pauseAfter((attempts += 1), backOff, 0.999);
  // Three days end the trying before the number of attempts does: jitter makes them more.
  expect(attempts).toBeGreaterThan(70);
  expect(attempts).toBeLessThan(backOff.mostAttempts);
});
