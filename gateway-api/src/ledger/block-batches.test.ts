import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IndexedBlock } from '../index-store/index-store.ts';
import { inBatches } from './block-batches.ts';

const block = (number: number, ops = 1): IndexedBlock => ({
  ref: { number, hash: '' },
  ops: Array.from({ length: ops }, () => ({ op: 'delete', collection: 'c', id: 'i' }) as const),
});
const numbers = (batch: readonly IndexedBlock[]): number[] => batch.map(({ ref }) => ref.number);
const collect = async (blocks: AsyncIterable<IndexedBlock>, mostOps: number): Promise<number[][]> => {
  const batches: number[][] = [];
  for await (const batch of inBatches(blocks, mostOps)) batches.push(numbers(batch));
  return batches;
};

test('what is there at once comes together, up to the limit, and a late block comes alone', async () => {
  async function* blocks() {
    for (const number of [0, 1, 2, 3, 4]) yield block(number, 10);
    await sleep(20);
    yield block(5);
  }
  expect(await collect(blocks(), 30)).toEqual([[0, 1, 2], [3, 4], [5]]);
});

test('a failure comes after the blocks before it, also when it happens while they are written', async () => {
  async function* blocks() {
    yield block(0);
    yield block(1);
    throw new Error('stream broken');
  }
  const seen: number[] = [];
  const reading = async (): Promise<void> => {
    for await (const batch of inBatches(blocks(), 2)) {
      await sleep(10);
      seen.push(...numbers(batch));
    }
  };
  await expect(reading()).rejects.toThrow('stream broken');
  expect(seen).toEqual([0, 1]);
});

test('nothing gives no batch, and stopping early ends the source', async () => {
  let ended = false;
  async function* blocks() {
    try {
      for (let number = 0; ; number += 1) yield block(number);
    } finally {
      ended = true;
    }
  }
  for await (const batch of inBatches(blocks(), 4)) {
    expect(numbers(batch)).toEqual([0, 1, 2, 3]);
    break;
  }
  expect(ended).toBe(true);
  async function* none(): AsyncGenerator<IndexedBlock> {}
  expect(await collect(none(), 4)).toEqual([]);
});
