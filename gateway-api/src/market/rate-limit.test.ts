import { expect, test } from '@jest/globals';
import { createRateLimit } from './rate-limit.ts';

test('so many turns a minute, refilled with time, each asker by itself', () => {
  let time = 0;
  const limit = createRateLimit(() => time);
  expect(Array.from({ length: 4 }, () => limit.take('a', 1, 3))).toEqual([0, 0, 0, 20]);
  expect(limit.take('b', 3, 3)).toBe(0);
  time = 20_000;
  expect([limit.take('a', 1, 3), limit.take('a', 1, 3)]).toEqual([0, 20]);
  time = 3_600_000;
  expect([limit.take('a', 3, 3), limit.take('a', 1, 3)]).toEqual([0, 20]);
});

test('more than a whole minute’s turns at once are never taken', () => {
  const limit = createRateLimit(() => 0);
  expect(limit.take('a', 4, 3)).toBeGreaterThan(0);
});

test('it does not grow without end', () => {
  const limit = createRateLimit(() => 0, 2);
  for (const who of ['a', 'b', 'c']) limit.take(who, 1, 1);
  expect(limit.take('a', 1, 1)).toBe(0);
});
