import { expect, test } from '@jest/globals';
import { syntheticBundle } from './synthetic-bundle.ts';

test('a bundle of ten million records verifies, with proofs as long as its place asks', async () => {
  const blocks = { head: 20_000, record: 6667, reader: 19_900, anchor: 19_950 };
  const { bundle, log, bodyBytes } = await syntheticBundle({ blocks, depth: 26 }, 1500);
  expect(log.size).toBe(10_020_000);
  expect(bundle.record?.inclusion.length).toBe(24);
  expect(bundle.map.path.length).toBe(26);
  expect(bundle.consistency?.from).toBe(19_900 * 501);
  expect(bodyBytes).toBe(1500);
});

test('a place that no log has gives no bundle whose size would count', async () => {
  const blocks = { head: 100, record: 50, reader: 101, anchor: 60 };
  await expect(syntheticBundle({ blocks, depth: 10 }, 1500)).rejects.toThrow('the head has 50100 leaves');
});
