import { expect, test } from '@jest/globals';
import { awaitCheckpoint, preferredWait } from './prefer-wait.ts';

test.each([
  [undefined, undefined],
  ['respond-async', undefined],
  ['wait=15', 15],
  ['respond-async, WAIT = "7"; foo=bar', 7],
  ['wait=9999', 60],
  ['wait=soon', undefined],
  ['waiting=3', undefined],
])('Prefer: %s', (header, seconds) => {
  expect(preferredWait(header)).toBe(seconds);
});

test('the answer says whether a checkpoint covers the write, and that the wish was heard', async () => {
  const headers: Record<string, string> = {};
  const response = { set: (name: string, value: string) => (headers[name] = value) };
  const asked: number[] = [];
  const covered = async (block: number, milliseconds: number) => (asked.push(block, milliseconds), block === 7);
  const call = (prefer: string | undefined, block: number) =>
    awaitCheckpoint({ get: () => prefer } as never, response as never, covered, block);
  expect(await call(undefined, 7)).toEqual({});
  expect(asked).toEqual([]);
  expect(await call('wait=2', 7)).toEqual({ covered: true });
  expect(await call('wait=2', 8)).toEqual({ covered: false });
  expect(asked).toEqual([7, 2000, 8, 2000]);
  expect(headers).toEqual({ 'Preference-Applied': 'wait=2' });
});
