import { leafHash, nodeHash, type Sha256 } from '../log/merkle.ts';
import { rootAt } from '../log/merkle-prove.ts';
import type { SerialSource } from './serial-proof.ts';

/** Hashes of all complete subtrees, level after level from the leaves, 32 bytes each. */
export const serialNodes = (keys: readonly Uint8Array[], hash?: Sha256): Uint8Array[][] => {
  let level = keys.map((key) => leafHash(key, hash));
  const levels = [level];
  while (level.length > 1) {
    level = Array.from({ length: level.length >> 1 }, (_, at) => nodeHash(level[2 * at]!, level[2 * at + 1]!, hash));
    levels.push(level);
  }
  return levels;
};

/** A tree over keys that are sorted already. */
export const serialSource = (
  keys: readonly Uint8Array[],
  hash?: Sha256,
): SerialSource & { readonly root: Uint8Array } => {
  const levels = serialNodes(keys, hash);
  const nodes = (level: number, index: bigint): Uint8Array => levels[level]![Number(index)]!;
  return { count: keys.length, key: (index) => keys[index]!, nodes, root: rootAt(BigInt(keys.length), nodes, hash) };
};
