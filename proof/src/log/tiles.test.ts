import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeEntries, encodeEntries, entriesPath, parseTilePath, tilePath, tileWidthAt } from './tiles.ts';

test('paths as tlog-tiles writes them', () => {
  expect(tilePath(0, 1234067n)).toBe('tile/0/x001/x234/067');
  expect(tilePath(0, 1234067n, 7)).toBe('tile/0/x001/x234/067.p/7');
  expect(tilePath(63, 0n)).toBe('tile/63/000');
  expect(entriesPath(0n, 255)).toBe('tile/entries/000.p/255');
  expect(entriesPath(1000n)).toBe('tile/entries/x001/000');
});

test('the widths of a tree of 70,000 leaves, as tlog-tiles says', () => {
  expect([tileWidthAt(70_000n, 0, 272n), tileWidthAt(70_000n, 0, 273n), tileWidthAt(70_000n, 0, 274n)]).toEqual([
    256, 112, 0,
  ]);
  expect([tileWidthAt(70_000n, 1, 0n), tileWidthAt(70_000n, 1, 1n), tileWidthAt(70_000n, 1, 2n)]).toEqual([256, 17, 0]);
  expect([tileWidthAt(70_000n, 2, 0n), tileWidthAt(70_000n, 3, 0n)]).toEqual([1, 0]);
  expect([tileWidthAt(256n, 0, 0n), tileWidthAt(256n, 1, 0n), tileWidthAt(256n, 'entries', 0n)]).toEqual([256, 1, 256]);
});

test('every path comes back as its tile', () => {
  const level = fc.oneof(fc.constant('entries' as const), fc.nat(63));
  fc.assert(
    fc.property(level, fc.bigInt(0n, 2n ** 63n - 1n), fc.integer({ min: 1, max: 256 }), (at, index, width) => {
      const path = at === 'entries' ? entriesPath(index, width) : tilePath(at, index, width);
      expect(parseTilePath(path)).toEqual({ level: at, index, width });
    }),
  );
});

test.each([
  'tile/00/000',
  'tile/64/000',
  'tile/-1/000',
  'tile/0/0',
  'tile/0/0000',
  'tile/0/x000/001',
  'tile/0/001/002',
  'tile/0/x001',
  'tile/0/000.p/0',
  'tile/0/000.p/07',
  'tile/0/000.p/256',
  'tile/0/000.p/',
  'tile/0/000/',
  '/tile/0/000',
  'tile/0/000\n',
  'tile/data/000',
  'tile/0/x009/x223/x372/x036/x854/x775/808',
  'tile/0/x999/x999/x999/x999/x999/x999/999',
  'tile/0/x999/x999/x999/x999/x999/x999/x999/999',
  'tile/0/../../etc/passwd',
  'tile/0/%30%30%30',
])('%j names no tile', (path) => {
  expect(parseTilePath(path)).toBeUndefined();
});

test('what has no path is refused', () => {
  const tile = expect.objectContaining({ name: 'ProofError', code: 'tile' });
  expect(() => tilePath(64, 0n)).toThrow(tile);
  expect(() => tilePath(0, -1n)).toThrow(tile);
  expect(() => tilePath(0, 0n, 257)).toThrow(tile);
  expect(() => entriesPath(0n, 0)).toThrow(tile);
});

test('entries of any length come back', () => {
  expect([...encodeEntries([new TextEncoder().encode('ab'), new Uint8Array()])]).toEqual([0, 2, 97, 98, 0, 0]);
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 700 })), (entries) => {
      expect(decodeEntries(encodeEntries(entries)).map((entry) => [...entry])).toEqual(entries.map((e) => [...e]));
    }),
  );
  const longest = new Uint8Array(65_535).fill(3);
  expect(decodeEntries(encodeEntries([longest]))).toEqual([longest]);
});

test('bundles that are cut off, and entries that are too long, are refused', () => {
  const code = expect.objectContaining({ name: 'ProofError', code: 'entries' });
  for (const bundle of [[0], [0, 1], [0, 2, 97], [0, 0, 0]])
    expect(() => decodeEntries(Uint8Array.from(bundle))).toThrow(code);
  expect(() => encodeEntries([new Uint8Array(65_536)])).toThrow(code);
});
