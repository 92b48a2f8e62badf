import { sha256 } from '@noble/hashes/sha2.js';
import { emptyTreeRoot, nodeHash, ProofError, type Sha256 } from './merkle.ts';

/** Told of every completed node: `hash` is that of the `index`-th subtree of 2^`level` leaves; level 0 is the leaf itself. */
export type OnNode = (level: number, index: bigint, hash: Uint8Array) => void;

const bits = (size: bigint): number => size.toString(2).replaceAll('0', '').length;

/** The right edge of a growing RFC 6962 tree: one hash for each complete subtree, largest first. Enough to append and to tell the root. */
export class CompactRange {
  readonly #hash: Sha256;
  readonly #nodes: Uint8Array[];
  #size: bigint;

  constructor(hash: Sha256 = sha256) {
    this.#hash = hash;
    this.#nodes = [];
    this.#size = 0n;
  }

  /** The range of a tree of `size` leaves, from what `nodes()` gave. */
  static of(size: bigint, nodes: readonly Uint8Array[], hash?: Sha256): CompactRange {
    if (size < 0n || nodes.length !== bits(size))
      throw new ProofError('size', 'a compact range has one node for each binary 1 of its size');
    const range = new CompactRange(hash);
    range.#nodes.push(...nodes);
    range.#size = size;
    return range;
  }

  get size(): bigint {
    return this.#size;
  }

  /** Hashes of the complete subtrees, largest first. */
  nodes(): readonly Uint8Array[] {
    return [...this.#nodes];
  }

  append(leafHash: Uint8Array, onNode?: OnNode): void {
    let hash = leafHash;
    let index = this.#size;
    onNode?.(0, index, hash);
    for (let level = 1; (index & 1n) === 1n; level += 1) {
      const left = this.#nodes.pop();
      if (left === undefined) throw new Error('a compact range lost a node');
      hash = nodeHash(left, hash, this.#hash);
      index >>= 1n;
      onNode?.(level, index, hash);
    }
    this.#nodes.push(hash);
    this.#size += 1n;
  }

  root(): Uint8Array {
    return this.#nodes.length === 0
      ? emptyTreeRoot.slice()
      : this.#nodes.reduceRight((right, left) => nodeHash(left, right, this.#hash));
  }
}
