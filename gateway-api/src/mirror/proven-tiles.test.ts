import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { CompactRange, rootAt, tileNodeReader, tileWidthAt } from '@daunguon/proof';
import { sha256 } from '../log/log-store.ts';
import { Difference } from './difference.ts';
import { ProvenTiles, type FetchTile } from './proven-tiles.ts';

/** Sizes around the borders of tiles, up to three levels of them. */
const sizes = [1, 2, 255, 256, 257, 511, 512, 513, 1000, 65_535, 65_536, 65_537, 65_792, 66_001];
const leaves = 66_001;
const hashLength = 32;
/** Hashes of complete subtrees of 256^level leaves. */
const levels: Buffer[][] = [[], [], []];

beforeAll(() => {
  const range = new CompactRange(sha256);
  for (let leaf = 0; leaf < leaves; leaf += 1)
    range.append(createHash('sha256').update(`leaf ${leaf}`).digest(), (level, _, hash) => {
      if (level % 8 === 0) levels[level / 8]?.push(Buffer.from(hash));
    });
});

const tile = (level: number, index: bigint, width: number): Buffer => {
  const first = Number(index) * 256;
  return Buffer.concat((levels[level] ?? []).slice(first, first + width));
};
const honest: FetchTile = (level, index, width) => Promise.resolve(tile(level, index, width));
const headOf = (size: number) => {
  const read = tileNodeReader((level, index) => tile(level, index, 256), sha256);
  return { size, root: rootAt(BigInt(size), read, sha256), note: '' };
};
/** The tiles of a tree of this size: the first, a middle one and the last of each level. */
const tilesOf = (size: number): [level: number, index: bigint, width: number][] =>
  [0, 1, 2].flatMap((level) => {
    const last = Math.ceil(Math.floor(size / 256 ** level) / 256) - 1;
    return [...new Set([0, last >> 1, last])]
      .filter((index) => index >= 0 && index <= last)
      .map(
        (index) => [level, BigInt(index), tileWidthAt(BigInt(size), level, BigInt(index))] as [number, bigint, number],
      );
  });

test.each(sizes)('every tile of a tree of %i leaves is proven, and every smaller root follows', async (size) => {
  const tiles = await ProvenTiles.open(headOf(size), honest);
  for (const [level, index, width] of tilesOf(size))
    expect(Buffer.from(await tiles.tile(level, index)).equals(tile(level, index, width))).toBe(true);
  for (const smaller of sizes.filter((other) => other <= size))
    expect(Buffer.from(await tiles.rootAt(smaller)).equals(headOf(smaller).root)).toBe(true);
});

test.each(sizes)('no tile of a tree of %i leaves is given out with one bit changed', async (size) => {
  for (const [level, index, width] of tilesOf(size))
    for (const at of [0, width * hashLength - 1]) {
      const lying: FetchTile = async (asked, place, wide) => {
        const bytes = Buffer.from(await honest(asked, place, wide));
        if (asked === level && place === index) bytes[at] = (bytes[at] ?? 0) ^ 1;
        return bytes;
      };
      const read = ProvenTiles.open(headOf(size), lying).then((tiles) => tiles.tile(level, index));
      await expect(read).rejects.toThrow(Difference);
    }
});
