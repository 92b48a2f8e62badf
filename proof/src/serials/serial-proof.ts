import { leafHash } from '../log/merkle.ts';
import { inclusionProof, type NodeReader } from '../log/merkle-prove.ts';
import { verifyInclusion } from '../log/merkle-verify.ts';
import { compareKeys } from './serial-key.ts';

/** The labels that one command issued: an RFC 6962 tree over the keys of its serials, in strictly rising order. */
export interface SerialTree {
  readonly root: Uint8Array;
  readonly count: number;
}

/** One leaf of the tree with its place. */
export interface SerialLeaf {
  readonly index: number;
  readonly key: Uint8Array;
  readonly inclusion: readonly Uint8Array[];
}

/** A tree that can be read: keys by index, hashes of complete subtrees. */
export interface SerialSource {
  readonly count: number;
  key(index: number): Uint8Array;
  readonly nodes: NodeReader;
}

/** Index of the first key that is not below `key`; `count` where there is none. */
export const placeOf = (key: Uint8Array, { count, key: at }: Pick<SerialSource, 'count' | 'key'>): number => {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys(at(middle), key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The leaf of the key; where there is none, its neighbours, between which nothing can stand. */
export const proveSerial = (key: Uint8Array, source: SerialSource): SerialLeaf[] => {
  const { count, nodes } = source;
  const place = placeOf(key, source);
  const found = place < count && compareKeys(source.key(place), key) === 0;
  return (found ? [place] : [place - 1, place])
    .filter((index) => index >= 0 && index < count)
    .map((index) => ({
      index,
      key: source.key(index),
      inclusion: inclusionProof(BigInt(index), BigInt(count), nodes),
    }));
};

/**
 * What these leaves show of a key: `issued`, `not-issued`, or undefined where they show nothing. That no key stands between neighbours holds
 * because whoever committed the root sorted the leaves; an issuer that does not, hurts its own labels only.
 */
export const judgeSerial = (
  key: Uint8Array,
  { root, count }: SerialTree,
  leaves: readonly SerialLeaf[],
): 'issued' | 'not-issued' | undefined => {
  const included = leaves.every(({ index, key: leaf, inclusion }) =>
    verifyInclusion({
      leafHash: leafHash(leaf),
      index: BigInt(index),
      size: BigInt(count),
      proof: inclusion,
      root,
    }),
  );
  const [first, second] = leaves;
  if (!included || first === undefined || leaves.length > 2) return undefined;
  if (leaves.some((leaf) => compareKeys(leaf.key, key) === 0)) return 'issued';
  const below = compareKeys(first.key, key) < 0;
  if (second !== undefined) {
    const between = below && compareKeys(key, second.key) < 0 && second.index === first.index + 1;
    return between ? 'not-issued' : undefined;
  }
  return first.index === (below ? count - 1 : 0) ? 'not-issued' : undefined;
};
