import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** Test data: leaf `n` is the text `leaf n`. */
export const testLeaf = (index: number): Uint8Array => utf8ToBytes(`leaf ${index}`);

const known = new Map<string, Uint8Array>();

/** MTH of RFC 6962 §2.1 over the test leaves [begin, end), by its definition and nothing else. */
export const naiveRoot = (begin: number, end: number): Uint8Array => {
  const name = `${begin}-${end}`;
  let root = known.get(name);
  if (root === undefined) {
    if (end === begin) root = sha256(new Uint8Array());
    else if (end - begin === 1) root = sha256(concatBytes(Uint8Array.of(0), testLeaf(begin)));
    else {
      let k = 1;
      while (k * 2 < end - begin) k *= 2;
      root = sha256(concatBytes(Uint8Array.of(1), naiveRoot(begin, begin + k), naiveRoot(begin + k, end)));
    }
    known.set(name, root);
  }
  return root;
};

/** Complete subtrees of the test leaves, as a prover reads them. */
export const readNaive = (level: number, index: bigint): Uint8Array =>
  naiveRoot(Number(index) * 2 ** level, (Number(index) + 1) * 2 ** level);
