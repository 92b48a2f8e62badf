import {
  consistencyProof,
  decodeEntries,
  equalBytes,
  leafHash,
  ProofError,
  proveFromTiles,
  ReplayError,
  rootAt,
  tileWidth,
  tileWidthAt,
  toBase64,
} from '@daunguon/proof';
import { sha256 } from '../log/log-store.ts';
import type { CountedHead } from './counted-head.ts';
import { Difference } from './difference.ts';
import { inOrder } from '../in-order.ts';
import type { LogSource } from './log-source.ts';
import type { MirrorLog } from './mirror-log.ts';
import { ProvenTiles } from './proven-tiles.ts';

const atOnce = 8;
const hashLength = 32;

/**
 * Copies the leaves up to a head that counts. Nothing is kept that was not proven: the head extends what is here, each tile is of
 * the head's tree, each leaf hashes to its tile, and each state leaf has the root of the map recomputed here. @throws Difference, SourceError
 */
export async function copyLeaves(
  log: MirrorLog,
  source: LogSource,
  head: CountedHead,
  signal: AbortSignal,
): Promise<void> {
  const tiles = await ProvenTiles.open(head, (level, index, width) => source.tile(level, index, width, signal));
  await checkExtends(log, head, tiles);
  try {
    for await (const { first, leaves, hashes } of bundles(log, source, head, tiles, signal))
      for (const [at, leaf] of leaves.entries())
        if (first + at >= log.size()) apply(log, head, leaf, hashes.subarray(at * hashLength, (at + 1) * hashLength));
  } finally {
    // A block of which only the beginning came is fetched again.
    if (log.size() < head.size) log.abandon();
  }
  if (log.store.size() !== head.size)
    throw new Difference('leaf', head.size, 'the last leaf is no state', { checkpoint: head.note });
  if (!equalBytes(log.store.root(), head.root)) throw new Error('leaves that were proven one by one give another root');
}

/** The reader's rule of every witness: what was seen must still be there. */
async function checkExtends(log: MirrorLog, head: CountedHead, tiles: ProvenTiles): Promise<void> {
  const own = log.head();
  const sizes = new Set([own?.size ?? 0, log.store.size()]);
  sizes.delete(0);
  for (const size of sizes) {
    const there = await tiles.rootAt(size);
    if (equalBytes(there, rootAt(BigInt(size), log.store.nodes, sha256))) continue;
    const [size1, size2] = [BigInt(size), BigInt(head.size)];
    const fetch = (level: number, index: bigint) => tiles.tile(level, index);
    const proof = await proveFromTiles(size2, fetch, (read) => consistencyProof(size1, size2, read, sha256));
    throw fork(own?.note, head, `it does not extend the ${size} leaves that are here`, {
      size,
      // With this proof anybody sees that the newer head has another beginning than the older one.
      newerRoot: toBase64(there),
      newerProof: proof.map(toBase64),
    });
  }
}

/** Two heads signed by the log that cannot both be true, in the form that verifiers save and read. */
export function fork(own: string | undefined, head: CountedHead, why: string, more: object = {}): Difference {
  const notes = [...(own === undefined ? [] : [own]), head.note];
  return new Difference('fork', head.size, why, { evidence: 'daunguon-equivocation/1', notes, ...more });
}

async function* bundles(log: MirrorLog, source: LogSource, head: CountedHead, tiles: ProvenTiles, signal: AbortSignal) {
  const indexes: bigint[] = [];
  for (let at = Math.floor(log.size() / tileWidth); at * tileWidth < head.size; at += 1) indexes.push(BigInt(at));
  yield* inOrder(indexes, atOnce, async (index) => {
    const width = tileWidthAt(BigInt(head.size), 'entries', index);
    const [hashes, bytes] = await Promise.all([tiles.tile(0, index), source.entries(index, width, signal)]);
    return { first: Number(index) * tileWidth, hashes, leaves: decoded(head, index, bytes, width) };
  });
}

function decoded(head: CountedHead, index: bigint, bytes: Uint8Array, width: number): Uint8Array[] {
  const refuse = (why: string): never => {
    throw new Difference('leaf', head.size, `bundle ${index}: ${why}`, { checkpoint: head.note });
  };
  try {
    const leaves = decodeEntries(bytes);
    return leaves.length < width ? refuse(`${leaves.length} leaves, not ${width}`) : leaves.slice(0, width);
  } catch (error) {
    if (error instanceof ProofError) return refuse(error.message);
    throw error;
  }
}

function apply(log: MirrorLog, { note, size }: CountedHead, leaf: Uint8Array, expected: Uint8Array): void {
  const index = log.size();
  const refuse = (why: string): never => {
    throw new Difference('leaf', size, why, { checkpoint: note, index, leaf: toBase64(leaf) });
  };
  if (!equalBytes(leafHash(leaf, sha256), expected)) refuse(`leaf ${index} does not have the hash of its tile`);
  try {
    log.apply(leaf);
  } catch (error) {
    if (error instanceof ReplayError) refuse(error.message);
    throw error;
  }
}
