import { expect, test } from '@jest/globals';
import { batchRules, mostOfFew, mostOfMany, nextBatch, padBatch, type Waiting } from './batching.ts';

const minute = 60_000;
const id = (n: number): string => `0${String(n).padStart(25, '0')}`;
const wait = (n: number, facility: string, since = 0): Waiting => ({
  id: id(n),
  commitment: 'ab'.repeat(32),
  facility,
  since,
});
const many = (count: number, facilities: readonly string[]): Waiting[] =>
  Array.from({ length: count }, (_, n) => wait(n, facilities[n % facilities.length] ?? '', n));

test('48 commitments of three facilities close a batch of 64 at once; 47 wait', () => {
  expect(nextBatch(many(48, ['a', 'b', 'c']), 100)).toHaveLength(48);
  expect(nextBatch(many(47, ['a', 'b', 'c']), 100)).toEqual([]);
  expect(nextBatch(many(200, ['a', 'b', 'c']), 200)).toHaveLength(48);
  expect(mostOfMany).toBe(48);
});

test('however many come from two facilities, they wait for the quarter of an hour', () => {
  expect(nextBatch(many(200, ['a', 'b']), 14 * minute)).toEqual([]);
  expect(nextBatch(many(200, ['a', 'b']), 15 * minute)).toHaveLength(mostOfFew);
});

test('consents and receipts, which are of no facility, are no third one', () => {
  const waiting = [...many(63, ['a', 'b']), wait(500, '', 1)];
  expect(nextBatch(waiting, 14 * minute)).toEqual([]);
  expect(nextBatch(waiting, 15 * minute)).toHaveLength(mostOfFew);
  expect(nextBatch([...many(46, ['a', 'b']), wait(500, ''), wait(501, 'c')], minute)).toHaveLength(48);
});

test('after 15 minutes one commitment is enough, and none makes no batch', () => {
  expect(nextBatch([wait(1, 'a', 5)], 15 * minute + 4)).toEqual([]);
  expect(nextBatch([wait(1, 'a', 5)], 15 * minute + 5)).toHaveLength(1);
  expect(nextBatch([], 1e12)).toEqual([]);
});

test('a facility whose first commitment came late has its part in a batch that others fill', () => {
  const waiting = [...many(100, ['a', 'b']), wait(500, 'late', 1000)];
  const batch = nextBatch(waiting, 2000);
  expect(batch.some(({ facility }) => facility === 'late')).toBe(true);
  expect(new Set(batch).size).toBe(48);
});

test('the ledger’s rows are 64 in the order of their ids, of nobody', () => {
  let n = 1000;
  const rows = padBatch([wait(9, 'a'), wait(3, 'b')], () => ({ id: id((n += 7)), commitment: 'cd'.repeat(32) }));
  expect(rows).toHaveLength(batchRules.size);
  expect(rows.map((row) => row.id)).toEqual(rows.map((row) => row.id).toSorted());
  expect(JSON.stringify(rows)).not.toMatch(/facility|since/);
});
