import { afterAll, expect, test } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { algorithms, ed25519Signer, signCheckpoint } from '@daunguon/proof';
import { CheckpointStore } from './checkpoint-store.ts';

const root = mkdtempSync(join(tmpdir(), 'checkpoints-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const folder = (): string => join(root, String((folders += 1)));
const signer = ed25519Signer('log', new Uint8Array(32).fill(1), algorithms.note);
const noteOf = (size: number, byte = size % 200): string =>
  signCheckpoint({ origin: 'log', size: BigInt(size), root: new Uint8Array(32).fill(byte) }, signer);

test('the newest is known after opening again; what a crash left half written is not', () => {
  const dir = folder();
  const store = new CheckpointStore(dir);
  expect(store.newest()).toBeUndefined();
  expect(store.publish(noteOf(3))).toBe(true);
  expect(store.publish(noteOf(5))).toBe(true);
  writeFileSync(join(dir, '000000000003.77.new'), 'half');
  expect(new CheckpointStore(dir).newest()).toEqual({
    ...{ sequence: 2, size: 5, root: new Uint8Array(32).fill(5), note: noteOf(5) },
  });
});

test('a smaller size and another root for a published size are refused', () => {
  const store = new CheckpointStore(folder());
  store.publish(noteOf(5));
  expect(() => store.publish(noteOf(4))).toThrow('checkpoint of 4 after one of 5 leaves');
  expect(() => store.publish(noteOf(5, 9))).toThrow('another root for the 5 leaves');
  expect(store.publish(noteOf(5))).toBe(true);
});

test('of two that know the same newest checkpoint one publishes, the other learns what was published', () => {
  const dir = folder();
  const [first, second] = [new CheckpointStore(dir), new CheckpointStore(dir)];
  expect(first.publish(noteOf(7))).toBe(true);
  expect(second.publish(noteOf(8))).toBe(false);
  expect(second.newest()?.size).toBe(7);
});

test('the earliest checkpoint that covers a leaf is found', () => {
  const store = new CheckpointStore(folder());
  expect(store.covering(1)).toBeUndefined();
  for (const size of [3, 5, 5, 9]) store.publish(noteOf(size));
  const found = [0, 3, 4, 5, 6, 9, 10].map((size) => store.covering(size)?.sequence);
  expect(found).toEqual([1, 1, 2, 2, 4, 4, undefined]);
  const before = [0, 3, 4, 5, 6, 9, 10].map((size) => store.before(size)?.sequence);
  expect(before).toEqual([undefined, undefined, 1, 1, 3, 3, 4]);
});

test('the first of every hour stays for ever, the newest twenty stay, the others go', () => {
  const dir = folder();
  const store = new CheckpointStore(dir);
  for (let size = 1; size <= 60; size += 1) {
    store.publish(noteOf(size));
    // Ten an hour.
    const at = 1_795_000_000 - (1_795_000_000 % 3600) + Math.floor((size - 1) / 10) * 3600 + (size % 10);
    utimesSync(join(dir, String(size).padStart(12, '0')), at, at);
  }
  const kept = readdirSync(dir).map(Number);
  expect(kept).toEqual([1, 11, 21, 31, ...Array.from({ length: 20 }, (_, index) => 41 + index)]);
  expect(new CheckpointStore(dir).newest()?.size).toBe(60);
});
