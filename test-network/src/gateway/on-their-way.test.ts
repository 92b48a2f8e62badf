import { expect, test } from '@jest/globals';
import { onTheirWay } from './on-their-way.ts';

test('a transaction counts while it is endorsed, and until it is submitted', async () => {
  const expected = onTheirWay();
  let finish = (): void => undefined;
  const endorsing = expected.endorsing('tx', () => new Promise<void>((resolve) => (finish = resolve)));
  expect(expected.count()).toBe(1);
  finish();
  await endorsing;
  expect(expected.count()).toBe(1);
  expected.submitted('tx');
  expect(expected.count()).toBe(0);
});

test('one that was not endorsed is not expected', async () => {
  const expected = onTheirWay();
  await expect(expected.endorsing('tx', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(expected.count()).toBe(0);
});

test('a client that never submits is waited for a tenth of a second', async () => {
  let now = 0;
  const expected = onTheirWay(() => now);
  await expected.endorsing('first', () => Promise.resolve());
  now = 60;
  await expected.endorsing('second', () => Promise.resolve());
  now = 99;
  expect(expected.count()).toBe(2);
  now = 100;
  expect(expected.count()).toBe(1);
  now = 160;
  expect(expected.count()).toBe(0);
});
