import { expect, test } from '@jest/globals';
import { CompactRange } from './compact-range.ts';
import { leafHash } from './merkle.ts';
import { naiveRoot, readNaive, testLeaf } from './test-tree.ts';

test('the root is RFC 6962s at every size to 300, and every node is told once, when it is complete', () => {
  const range = new CompactRange();
  expect(range.root()).toEqual(naiveRoot(0, 0));
  const told = new Map<string, Uint8Array>();
  for (let size = 1; size <= 300; size += 1) {
    range.append(leafHash(testLeaf(size - 1)), (level, index, hash) => {
      expect(told.has(`${level}/${index}`)).toBe(false);
      expect((index + 1n) << BigInt(level)).toBe(BigInt(size));
      told.set(`${level}/${index}`, hash);
    });
    expect(range.size).toBe(BigInt(size));
    expect(range.root()).toEqual(naiveRoot(0, size));
  }
  expect(told.size).toBe(300 + 150 + 75 + 37 + 18 + 9 + 4 + 2 + 1);
  for (const [name, hash] of told) {
    const [level, index] = name.split('/');
    expect(hash).toEqual(readNaive(Number(level), BigInt(index ?? '')));
  }
});

test('a range goes on from its nodes', () => {
  const first = new CompactRange();
  for (let index = 0; index < 299; index += 1) {
    const second = CompactRange.of(first.size, first.nodes());
    expect(second.root()).toEqual(naiveRoot(0, index));
    first.append(leafHash(testLeaf(index)));
    second.append(leafHash(testLeaf(index)));
    expect(second.nodes()).toEqual(first.nodes());
  }
});

test('a size and nodes that do not fit are refused', () => {
  const node = new Uint8Array(32);
  expect(() => CompactRange.of(0n, [node])).toThrow(expect.objectContaining({ code: 'size' }));
  expect(() => CompactRange.of(5n, [node])).toThrow(expect.objectContaining({ code: 'size' }));
  expect(() => CompactRange.of(-1n, [])).toThrow(expect.objectContaining({ code: 'size' }));
});

test('what the caller does with nodes or root changes nothing', () => {
  const range = new CompactRange();
  range.root().fill(1);
  expect(range.root()).toEqual(naiveRoot(0, 0));
  (range.nodes() as Uint8Array[]).push(new Uint8Array(32));
  expect(range.root()).toEqual(naiveRoot(0, 0));
});
