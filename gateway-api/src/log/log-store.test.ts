import { afterAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DerivedLeaf } from '@daunguon/proof';
import { LogStore } from './log-store.ts';

const root = mkdtempSync(join(tmpdir(), 'log-store-'));
afterAll(() => rmSync(root, { recursive: true }));
let folders = 0;
const folder = (): string => join(root, String((folders += 1)));

const sha = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const leafOf = (index: number): DerivedLeaf => {
  const bytes = Buffer.from(`leaf ${index}`);
  return { bytes, hash: sha(Buffer.of(0), bytes) };
};
/** MTH of RFC 6962 §2.1, straight from its definition. */
const treeHash = (hashes: readonly Uint8Array[]): Uint8Array => {
  if (hashes.length === 0) return sha();
  if (hashes.length === 1) return hashes[0] ?? sha();
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return sha(Buffer.of(1), treeHash(hashes.slice(0, split)), treeHash(hashes.slice(split)));
};
const rootOf = (size: number): string =>
  Buffer.from(treeHash(Array.from({ length: size }, (_, index) => leafOf(index).hash))).toString('hex');

const append = (store: LogStore, sizes: readonly number[]): void => {
  for (let block = (store.last()?.number ?? -1) + 1; block < sizes.length; block += 1) {
    const leaves = Array.from({ length: sizes[block] ?? 0 }, (_, index) => leafOf(store.size() + index));
    const headerHash = block.toString(16).padStart(64, 'a');
    store.appendBlock({ number: block, headerHash }, leaves);
  }
};
const filled = (sizes: readonly number[]): string => {
  const dir = folder();
  const store = new LogStore(dir);
  append(store, sizes);
  store.close();
  return dir;
};
const contents = (dir: string): Record<string, string> =>
  Object.fromEntries(readdirSync(dir).map((name) => [name, readFileSync(join(dir, name), 'base64')]));
/** Leaves after each number of blocks. */
const prefixes = (sizes: readonly number[]): number[] => {
  let sum = 0;
  return [0, ...sizes.map((size) => (sum += size))];
};

/** Opens what a crash left, checks that it is whole blocks, goes on, and compares with a log that never crashed. */
const checkAfterCrash = (
  dir: string,
  sizes: readonly number[],
  unharmed: Record<string, string>,
  trusted = 0,
): number => {
  const store = new LogStore(dir, trusted);
  const blocks = (store.last()?.number ?? -1) + 1;
  expect(store.size()).toBe(prefixes(sizes)[blocks]);
  expect(Buffer.from(store.root()).toString('hex')).toBe(rootOf(store.size()));
  append(store, sizes);
  store.close();
  expect(contents(dir)).toEqual(unharmed);
  return blocks;
};

describe('log store', () => {
  test('gives leaves, hashes, roots and marks back, also after opening again', () => {
    const sizes = [0, 2, 0, 3, 520, 1];
    const dir = filled(sizes);
    const store = new LogStore(dir);
    expect(store.size()).toBe(526);
    expect(Buffer.from(store.leaf(525)).toString()).toBe('leaf 525');
    expect(Buffer.from(store.leafHash(4))).toEqual(leafOf(4).hash);
    expect(Buffer.from(store.root()).toString('hex')).toBe(rootOf(526));
    expect(Buffer.from(store.nodes(9, 0n)).toString('hex')).toBe(rootOf(512));
    expect(store.mark(3)).toEqual({ number: 3, headerHash: `${'a'.repeat(63)}3`, size: 5, offset: 40 });
    expect([...store.leaves(255, 513)].map((leaf) => Buffer.from(leaf).toString()).at(-1)).toBe('leaf 512');
    expect(store.mark(6)).toBeUndefined();
    expect(() => store.leaf(526)).toThrow(RangeError);
    store.close();
  });

  test('every tile and entry bundle is a slice, and there is none beyond the log', () => {
    const store = new LogStore(filled([300]));
    expect(store.tile('tile/0/000')?.length).toBe(256 * 32);
    expect(store.tile('tile/0/001.p/44')?.length).toBe(44 * 32);
    expect(store.tile('tile/0/001.p/45')).toBeUndefined();
    expect(store.tile('tile/0/001')).toBeUndefined();
    expect(Buffer.from(store.tile('tile/1/000.p/1') ?? []).toString('hex')).toBe(rootOf(256));
    expect(Buffer.from(store.tile('tile/entries/001.p/2') ?? []).toString()).toBe('\0\u0008leaf 256\0\u0008leaf 257');
    expect(store.tile('tile/entries/001.p/45')).toBeUndefined();
    expect(store.tile('tile/0/../leaves.bin')).toBeUndefined();
    store.close();
  });

  test('a block out of order, or with a leaf that is too long, changes nothing', () => {
    const dir = filled([2, 3]);
    const before = contents(dir);
    const store = new LogStore(dir);
    const block = (number: number) => ({ number, headerHash: '0'.repeat(64) });
    expect(() => store.appendBlock(block(3), [])).toThrow('block 3 where 2 is due');
    const long = { bytes: new Uint8Array(65_536), hash: new Uint8Array(32) };
    expect(() => store.appendBlock(block(2), [leafOf(5), long])).toThrow(RangeError);
    expect(contents(dir)).toEqual(before);
    expect(Buffer.from(store.root()).toString('hex')).toBe(rootOf(5));
    store.close();
  });
});

describe('after a crash', () => {
  test('at any byte of any file the log is whole blocks, and goes on to the same bytes', () => {
    const sizes = [1, 0, 3, 2];
    const dir = filled(sizes);
    const unharmed = contents(dir);
    for (const name of ['leaves.bin', 'offsets.bin', 'level-0.bin', 'blocks.bin']) {
      for (let length = 0; length < statSync(join(dir, name)).size; length += 1) {
        const copy = folder();
        cpSync(dir, copy, { recursive: true });
        truncateSync(join(copy, name), length);
        expect(checkAfterCrash(copy, sizes, unharmed)).toBeLessThan(sizes.length);
        rmSync(copy, { recursive: true });
      }
    }
  });

  test('with several files cut, some of them above synced leaves, it goes on to the same bytes', () => {
    const sizes = [10, 300, 0, 250, 40];
    const dir = filled(sizes);
    const unharmed = contents(dir);
    for (const [leaves, offsets, level0, level8, blocks, trusted] of [
      [1e9, 1e9, 1e9, 0, 280, 310],
      [1e9, 1e9, 1e9, 33, 280, 560],
      [4000, 1e9, 1e9, 64, 280, 310],
      [1e9, 4000, 1e9, 64, 240, 310],
      [1e9, 1e9, 17_921, 40, 224, 560],
      [1e9, 1e9, 9_000, 0, 280, 600],
    ] as const) {
      const copy = folder();
      cpSync(dir, copy, { recursive: true });
      const cut = { leaves, offsets, 'level-0': level0, 'level-8': level8, blocks };
      for (const [name, length] of Object.entries(cut)) {
        const file = join(copy, `${name}.bin`);
        if (length < statSync(file).size) truncateSync(file, length);
      }
      checkAfterCrash(copy, sizes, unharmed, trusted);
    }
  });

  test('a tail that the disk never wrote is found and derived again', () => {
    const sizes = [3, 4, 5];
    const dir = filled(sizes);
    const unharmed = contents(dir);
    // The file has its full length, but the last bytes are zeroes.
    const length = statSync(join(dir, 'leaves.bin')).size;
    truncateSync(join(dir, 'leaves.bin'), length - 10);
    truncateSync(join(dir, 'leaves.bin'), length);
    expect(checkAfterCrash(dir, sizes, unharmed, 3)).toBe(2);
  });

  test.each([
    ['blocks.bin', 0, 73],
    ['blocks.bin', 10, 73],
    ['blocks.bin', 150, 200],
    ['offsets.bin', 10, 511],
    ['level-0.bin', 10, 128],
  ])('a page in the middle of %s that the disk never wrote, after %d synced leaves', (name, trusted, blocks) => {
    const sizes = new Array<number>(600).fill(1);
    const dir = filled(sizes);
    const unharmed = contents(dir);
    // Pages reach the disk in any order: what comes after the hole may be whole.
    const bytes = readFileSync(join(dir, name));
    const hole = trusted < 100 ? [4096, 8192] : [11_200, 12_288];
    bytes.subarray(...hole).fill(0);
    writeFileSync(join(dir, name), bytes);
    expect(checkAfterCrash(dir, sizes, unharmed, trusted)).toBe(blocks);
  });
});
