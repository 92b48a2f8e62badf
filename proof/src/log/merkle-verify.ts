import { equalBytes } from '../equal-bytes.ts';
import { hashLength, nodeHash, ProofError } from './merkle.ts';

type Hashes = readonly Uint8Array[];

const checkHashes = (hashes: Hashes): void => {
  if (hashes.some((hash) => hash.length !== hashLength)) throw new ProofError('hash-length', 'a hash has 32 bytes');
};

/**
 * Folds a proof into the hashes that start at node `index` of a level whose last node is `last` (RFC 9162 §2.1.3.2):
 * `left(hash)` takes a sibling on the left, `right(hash)` one on the right.
 */
const climb = (
  index: bigint,
  last: bigint,
  proof: Hashes,
  left: (sibling: Uint8Array) => void,
  right: (sibling: Uint8Array) => void,
): void => {
  let at = index;
  let end = last;
  for (const sibling of proof) {
    if (end === 0n) throw new ProofError('proof-length', 'the proof has more hashes than the tree has levels');
    if ((at & 1n) === 1n || at === end) {
      left(sibling);
      // The last node of a level without a sibling moves up as it is.
      while ((at & 1n) === 0n && at !== 0n) {
        at >>= 1n;
        end >>= 1n;
      }
    } else right(sibling);
    at >>= 1n;
    end >>= 1n;
  }
  if (end !== 0n) throw new ProofError('proof-length', 'the proof has too few hashes');
};

/** Root of the tree of `size` leaves in which this leaf stands at `index` (from 0). Throws ProofError for a proof of the wrong shape. */
export const rootFromInclusion = (leafHash: Uint8Array, index: bigint, size: bigint, proof: Hashes): Uint8Array => {
  if (index < 0n || index >= size) throw new ProofError('index', 'the index is not below the size');
  checkHashes([leafHash, ...proof]);
  let hash = leafHash;
  climb(
    index,
    size - 1n,
    proof,
    (sibling) => (hash = nodeHash(sibling, hash)),
    (sibling) => (hash = nodeHash(hash, sibling)),
  );
  return hash;
};

/** Whether the tree of this size and root has this leaf at this index. Never throws. */
export const verifyInclusion = (claim: {
  leafHash: Uint8Array;
  index: bigint;
  size: bigint;
  proof: Hashes;
  root: Uint8Array;
}): boolean => {
  try {
    return equalBytes(rootFromInclusion(claim.leafHash, claim.index, claim.size, claim.proof), claim.root);
  } catch {
    return false;
  }
};

/** RFC 9162 §2.1.4.2: the roots of both trees that the proof gives. */
const rootsFromConsistency = (
  size1: bigint,
  size2: bigint,
  root1: Uint8Array,
  proof: Hashes,
): [Uint8Array, Uint8Array] => {
  if (size1 < 1n || size1 >= size2) throw new ProofError('size', 'the first size is not between 1 and the second');
  // Where the smaller tree is complete its root is the node to start from, and the proof leaves it out.
  const hashes = (size1 & (size1 - 1n)) === 0n ? [root1, ...proof] : proof;
  checkHashes(hashes);
  const [start, ...rest] = hashes;
  if (start === undefined) throw new ProofError('proof-length', 'the proof is empty');
  let at = size1 - 1n;
  let end = size2 - 1n;
  while ((at & 1n) === 1n) {
    at >>= 1n;
    end >>= 1n;
  }
  let first = start;
  let second = start;
  climb(
    at,
    end,
    rest,
    (sibling) => {
      first = nodeHash(sibling, first);
      second = nodeHash(sibling, second);
    },
    (sibling) => (second = nodeHash(second, sibling)),
  );
  return [first, second];
};

/**
 * Whether the tree of `size2` leaves extends that of `size1`. Equal sizes need equal roots and an empty proof.
 * An empty first tree is refused: there is nothing to extend. Never throws.
 */
export const verifyConsistency = (claim: {
  size1: bigint;
  size2: bigint;
  root1: Uint8Array;
  root2: Uint8Array;
  proof: Hashes;
}): boolean => {
  try {
    if (claim.size1 === claim.size2)
      return claim.size1 > 0n && claim.proof.length === 0 && equalBytes(claim.root1, claim.root2);
    const [first, second] = rootsFromConsistency(claim.size1, claim.size2, claim.root1, claim.proof);
    return equalBytes(first, claim.root1) && equalBytes(second, claim.root2);
  } catch {
    return false;
  }
};
