import { sha256 } from '@noble/hashes/sha2.js';
import { hashLength, nodeHash, ProofError, type Sha256 } from './merkle.ts';
import type { NodeReader } from './merkle-prove.ts';
import { tileWidth, tileWidthAt } from './tiles.ts';

/** The hashes there are in a tile, 32 bytes each, from the first on. */
export type TileReader = (level: number, index: bigint) => Uint8Array;

const tileHeight = 8;

const subtreeRoot = (hashes: Uint8Array, hash: Sha256): Uint8Array => {
  if (hashes.length === hashLength) return hashes;
  const middle = hashes.length / 2;
  return nodeHash(subtreeRoot(hashes.subarray(0, middle), hash), subtreeRoot(hashes.subarray(middle), hash), hash);
};

/** Nodes out of tiles: those that no tile holds are hashed from the tile below. */
export const tileNodeReader =
  (readTile: TileReader, hash: Sha256 = sha256): NodeReader =>
  (level, index) => {
    const height = level % tileHeight;
    const first = index << BigInt(height);
    const tile = readTile((level - height) / tileHeight, first / BigInt(tileWidth));
    const begin = Number(first % BigInt(tileWidth)) * hashLength;
    const end = begin + hashLength * 2 ** height;
    if (tile.length < end) throw new ProofError('tile', 'the tile is too short');
    return subtreeRoot(tile.subarray(begin, end), hash);
  };

/**
 * Runs a prover (`(read) => inclusionProof(index, size, read)`) over tiles that are fetched, all at once, for a tree of `size` leaves.
 * Which nodes a proof needs does not depend on their hashes, so a first run over zeroes tells the tiles.
 */
export const proveFromTiles = async <T>(
  size: bigint,
  fetchTile: (level: number, index: bigint, width: number) => Promise<Uint8Array>,
  prove: (read: NodeReader) => T,
): Promise<T> => {
  const wanted = new Map<string, { level: number; index: bigint; width: number }>();
  prove(
    tileNodeReader((level, index) => {
      const width = tileWidthAt(size, level, index);
      wanted.set(`${level}/${index}`, { level, index, width });
      return new Uint8Array(width * hashLength);
    }),
  );
  const fetched = await Promise.all(
    // A full tile may be served for a partial one: what is read of it is the same.
    [...wanted].map(async ([name, { level, index, width }]) => [name, await fetchTile(level, index, width)] as const),
  );
  const tiles = new Map(fetched);
  return prove(tileNodeReader((level, index) => tiles.get(`${level}/${index}`) ?? new Uint8Array()));
};
