import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { equalBytes } from '../equal-bytes.ts';
import type { Sha256 } from '../log/merkle.ts';

/** Proof about one key: (bit, sibling) from the root downwards, then the leaf that is reached; without it the map is empty. */
export interface MapProof {
  readonly path: readonly (readonly [bit: number, sibling: Uint8Array])[];
  readonly key?: Uint8Array;
  readonly valueHash?: Uint8Array;
}

export const mapLeafPrefix = 0x02;
export const mapNodePrefix = 0x03;

/** Root of the map without keys. */
export const emptyMapRoot = (hash: Sha256 = sha256): Uint8Array => hash(utf8ToBytes('daunguon/map/empty/v1'));

const leafHash = (key: Uint8Array, valueHash: Uint8Array): Uint8Array =>
  sha256(concatBytes(Uint8Array.of(mapLeafPrefix), key, valueHash));
const nodeHash = (bit: number, left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(concatBytes(Uint8Array.of(mapNodePrefix, bit), left, right));

/** Bit of a key; 0 is the most significant bit of byte 0. */
const bitOf = (key: Uint8Array, bit: number): number => ((key[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;

const isHash = (bytes: Uint8Array | undefined): bytes is Uint8Array => bytes?.length === 32;

/**
 * What the proof shows of `queried` under `root`. Whoever builds the root from a well-formed trie cannot have both answers
 * proven for one key (docs/map-soundness.md). Never throws.
 */
export const verifyMapProof = (
  { path, key, valueHash }: MapProof,
  queried: Uint8Array,
  root: Uint8Array,
): 'included' | 'absent' | 'invalid' => {
  if (!isHash(queried)) return 'invalid';
  if (key === undefined && valueHash === undefined && path.length === 0)
    return equalBytes(emptyMapRoot(), root) ? 'absent' : 'invalid';
  if (!isHash(key) || !isHash(valueHash)) return 'invalid';
  let last = -1;
  for (const [bit, sibling] of path) {
    if (!Number.isInteger(bit) || bit <= last || bit > 255 || !isHash(sibling)) return 'invalid';
    if (bitOf(key, bit) !== bitOf(queried, bit)) return 'invalid';
    last = bit;
  }
  const folded = path.reduceRight(
    (below, [bit, sibling]) =>
      bitOf(queried, bit) === 0 ? nodeHash(bit, below, sibling) : nodeHash(bit, sibling, below),
    leafHash(key, valueHash),
  );
  if (!equalBytes(folded, root)) return 'invalid';
  return equalBytes(key, queried) ? 'included' : 'absent';
};
