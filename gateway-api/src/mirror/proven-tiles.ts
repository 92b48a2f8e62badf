import {
  CompactRange,
  equalBytes,
  ProofError,
  proveFromTiles,
  rootAt,
  tilePath,
  tileWidth,
  tileWidthAt,
} from '@daunguon/proof';
import { sha256 } from '../log/log-store.ts';
import { Difference } from './difference.ts';

/** Fetches at least the first `width` hashes of a tile. */
export type FetchTile = (level: number, index: bigint, width: number) => Promise<Uint8Array>;

/** The head that tiles are proven against. */
export interface TileHead {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
}

const hashLength = 32;
const cached = 64;

function subtreeRoot(tile: Uint8Array): Uint8Array {
  const range = new CompactRange(sha256);
  for (let at = 0; at < tile.length; at += hashLength) range.append(tile.subarray(at, at + hashLength));
  return range.root();
}

/**
 * Tiles of a log, each proven before it is given out: the partial ones at the right edge make up the root together, and a full one
 * hashes to its entry in the tile above, which was proven before.
 */
export class ProvenTiles {
  readonly #head: TileHead;
  readonly #fetch: FetchTile;
  readonly #edge: ReadonlyMap<string, Uint8Array>;
  readonly #known = new Map<string, Promise<Uint8Array>>();

  private constructor(head: TileHead, fetch: FetchTile, edge: ReadonlyMap<string, Uint8Array>) {
    this.#head = head;
    this.#fetch = fetch;
    this.#edge = edge;
  }

  /** Fetches the right edge. @throws Difference when it does not give the head's root. */
  static async open(head: TileHead, fetch: FetchTile): Promise<ProvenTiles> {
    const edge = new Map<string, Uint8Array>();
    const keep: FetchTile = async (level, index, width) => {
      const tile = (await fetch(level, index, width)).subarray(0, width * hashLength);
      edge.set(tilePath(level, index, width), tile);
      return tile;
    };
    const size = BigInt(head.size);
    const root = await checked(head, () => proveFromTiles(size, keep, (read) => rootAt(size, read, sha256)));
    if (!equalBytes(root, head.root)) throw differs(head, [...edge.keys()].join(' '), [...edge]);
    return new ProvenTiles(head, fetch, edge);
  }

  /** The hashes that the tile has in this head's tree. @throws Difference */
  tile(level: number, index: bigint): Promise<Uint8Array> {
    const width = tileWidthAt(BigInt(this.#head.size), level, index);
    const path = tilePath(level, index, width);
    const edge = this.#edge.get(path);
    if (edge !== undefined) return Promise.resolve(edge);
    const known = this.#known.get(path) ?? this.#proven(level, index, path);
    if (this.#known.size >= cached) this.#known.delete(this.#known.keys().next().value ?? '');
    this.#known.set(path, known);
    return known;
  }

  /** Root of the first `size` leaves. @throws Difference */
  rootAt(size: number): Promise<Uint8Array> {
    return proveFromTiles(
      BigInt(size),
      (level, index) => this.tile(level, index),
      (read) => rootAt(BigInt(size), read, sha256),
    );
  }

  async #proven(level: number, index: bigint, path: string): Promise<Uint8Array> {
    const above = await this.tile(level + 1, index / BigInt(tileWidth));
    const at = Number(index % BigInt(tileWidth)) * hashLength;
    const tile = await this.#fetch(level, index, tileWidth);
    const isWhole = tile.length === tileWidth * hashLength;
    if (!isWhole || !equalBytes(subtreeRoot(tile), above.subarray(at, at + hashLength)))
      throw differs(this.#head, path, [[path, tile]]);
    return tile;
  }
}

async function checked<Result>(head: TileHead, prove: () => Promise<Result>): Promise<Result> {
  try {
    return await prove();
  } catch (error) {
    if (error instanceof ProofError) throw new Difference('tile', head.size, error.message, { checkpoint: head.note });
    throw error;
  }
}

function differs(head: TileHead, what: string, tiles: readonly (readonly [string, Uint8Array])[]): Difference {
  const served = Object.fromEntries(tiles.map(([path, bytes]) => [path, Buffer.from(bytes).toString('base64')]));
  return new Difference('tile', head.size, `not of the checkpoint's tree: ${what}`, { checkpoint: head.note, served });
}
