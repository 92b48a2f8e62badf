import { sha256 } from '@noble/hashes/sha2.js';
import { emptyTreeRoot, nodeHash, ProofError, type Sha256 } from './merkle.ts';

/** Hash of the `index`-th complete subtree of 2^`level` leaves. */
export type NodeReader = (level: number, index: bigint) => Uint8Array;

const levelBelow = (size: bigint): number => size.toString(2).length - 1;

/** Root of the leaves [begin, end), where begin is a multiple of a power of two that is at least end − begin. */
const rangeRoot = (begin: bigint, end: bigint, read: NodeReader, hash: Sha256): Uint8Array => {
  const nodes: Uint8Array[] = [];
  for (let at = begin; at < end;) {
    const level = levelBelow(end - at);
    nodes.push(read(level, at >> BigInt(level)));
    at += 1n << BigInt(level);
  }
  return nodes.reduceRight((right, left) => nodeHash(left, right, hash));
};

/** Where RFC 6962 splits [begin, end): after the largest power of two that is smaller than its length. */
const split = (begin: bigint, end: bigint): bigint => begin + (1n << BigInt(levelBelow(end - begin - 1n)));

/** Root of the first `size` leaves. */
export const rootAt = (size: bigint, read: NodeReader, hash: Sha256 = sha256): Uint8Array => {
  if (size < 0n) throw new ProofError('size', 'a size is not negative');
  return size === 0n ? emptyTreeRoot.slice() : rangeRoot(0n, size, read, hash);
};

/** RFC 6962 §2.1.1: proof that the tree of `size` leaves has its leaf `index` (from 0), the leaf's sibling first. */
export const inclusionProof = (index: bigint, size: bigint, read: NodeReader, hash: Sha256 = sha256): Uint8Array[] => {
  if (index < 0n || index >= size) throw new ProofError('index', 'the index is not below the size');
  const proof: Uint8Array[] = [];
  for (let begin = 0n, end = size; end - begin > 1n;) {
    const middle = split(begin, end);
    if (index < middle) {
      proof.push(rangeRoot(middle, end, read, hash));
      end = middle;
    } else {
      proof.push(rangeRoot(begin, middle, read, hash));
      begin = middle;
    }
  }
  return proof.reverse();
};

/** RFC 6962 §2.1.2: proof that the tree of `size2` leaves extends that of `size1`, 1 ≤ size1 ≤ size2. */
export const consistencyProof = (
  size1: bigint,
  size2: bigint,
  read: NodeReader,
  hash: Sha256 = sha256,
): Uint8Array[] => {
  if (size1 < 1n || size1 > size2) throw new ProofError('size', 'the first size is not between 1 and the second');
  const proof: Uint8Array[] = [];
  let begin = 0n;
  let end = size2;
  while (end !== size1) {
    const middle = split(begin, end);
    if (size1 <= middle) {
      proof.push(rangeRoot(middle, end, read, hash));
      end = middle;
    } else {
      proof.push(rangeRoot(begin, middle, read, hash));
      begin = middle;
    }
  }
  // A subtree that begins the tree is the first tree itself, whose root the reader has.
  if (begin > 0n) proof.push(rangeRoot(begin, end, read, hash));
  return proof.reverse();
};
