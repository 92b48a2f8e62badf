import { leafHash, nodeHash, rootAt, type NodeReader } from '@daunguon/proof';
import { sha256 } from '../../gateway-api/src/log/log-store.ts';

/**
 * A log of any size of which only some leaves are there. A subtree that holds none of them has an arbitrary hash, as unpredictable as a
 * real one; so proofs of the leaves that are there, and of heads that end with one, are as many hashes as in the whole log, and hold.
 */
export class SparseLog {
  readonly size: number;
  readonly #leaves = new Map<number, Uint8Array>();

  constructor(size: number) {
    this.size = size;
  }

  put(index: number, leaf: Uint8Array): void {
    this.#leaves.set(index, leaf);
  }

  leaf(index: number): Uint8Array {
    const leaf = this.#leaves.get(index);
    if (leaf === undefined) throw new RangeError(`leaf ${index} was not put into the log`);
    return leaf;
  }

  root(size = this.size): Uint8Array {
    return rootAt(BigInt(size), this.nodes, sha256);
  }

  readonly nodes: NodeReader = (level, index) => {
    const width = 2 ** level;
    const first = Number(index) * width;
    if (![...this.#leaves.keys()].some((at) => at >= first && at < first + width))
      return sha256(Buffer.from(`node ${level} ${index}`));
    if (level === 0) return leafHash(this.leaf(first), sha256);
    return nodeHash(this.nodes(level - 1, index * 2n), this.nodes(level - 1, index * 2n + 1n), sha256);
  };
}
