import { expect, test } from '@jest/globals';
import { concatBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { consistencyProof, inclusionProof, rootAt } from './merkle-prove.ts';
import { naiveRoot } from './test-tree.ts';
import { proveFromTiles, tileNodeReader } from './tile-reader.ts';
import { parseTilePath, tilePath, tileWidthAt } from './tiles.ts';

/** Large enough for three levels of tiles. */
const most = 70_000;

const subtree = (level: number, index: bigint): Uint8Array => {
  const leaves = 2 ** level;
  return naiveRoot(Number(index) * leaves, (Number(index) + 1) * leaves);
};

const tileOf = (level: number, index: bigint, width: number): Uint8Array =>
  concatBytes(...Array.from({ length: width }, (_, at) => subtree(8 * level, index * 256n + BigInt(at))));

/** A tree's tiles under their paths, made as they are asked for. */
const tilesOf = (size: bigint) => {
  const tiles = new Map<string, Uint8Array>();
  return (level: number, index: bigint): Uint8Array => {
    const path = tilePath(level, index, tileWidthAt(size, level, index));
    const tile = tiles.get(path) ?? tileOf(level, index, tileWidthAt(size, level, index));
    tiles.set(path, tile);
    return tile;
  };
};

const places = fc.oneof(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 65_000, max: most }), fc.constant(65_536));
const sizeAndIndex = places.chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1)));

test('proofs from tiles are proofs from memory', () => {
  fc.assert(
    fc.property(sizeAndIndex, ([size, index]) => {
      const read = tileNodeReader(tilesOf(BigInt(size)));
      expect(rootAt(BigInt(size), read)).toEqual(naiveRoot(0, size));
      expect(inclusionProof(BigInt(index), BigInt(size), read)).toEqual(
        inclusionProof(BigInt(index), BigInt(size), subtree),
      );
      expect(consistencyProof(BigInt(index + 1), BigInt(size), read)).toEqual(
        consistencyProof(BigInt(index + 1), BigInt(size), subtree),
      );
    }),
    { numRuns: 40 },
  );
});

test('fetched tiles give the same proofs, each fetched once with the width of the tree', async () => {
  await fc.assert(
    fc.asyncProperty(sizeAndIndex, async ([size, index]) => {
      const tiles = tilesOf(BigInt(size));
      const paths: string[] = [];
      const proof = await proveFromTiles(
        BigInt(size),
        async (level, at, width) => {
          paths.push(tilePath(level, at, width));
          expect(width).toBe(tileWidthAt(BigInt(size), level, at));
          return tiles(level, at);
        },
        (read) => inclusionProof(BigInt(index), BigInt(size), read),
      );
      expect(proof).toEqual(inclusionProof(BigInt(index), BigInt(size), subtree));
      expect(new Set(paths).size).toBe(paths.length);
      expect(paths.map(parseTilePath)).not.toContain(undefined);
      expect(paths.length).toBeLessThanOrEqual(6);
    }),
    { numRuns: 40 },
  );
});

test('a tile that is too short gives no proof', async () => {
  const cut = expect.objectContaining({ name: 'ProofError', code: 'tile' });
  const short = () => new Uint8Array(32);
  expect(() => rootAt(2n, tileNodeReader(short))).toThrow(cut);
  await expect(
    proveFromTiles(
      2n,
      async () => short(),
      (read) => rootAt(2n, read),
    ),
  ).rejects.toEqual(cut);
});
