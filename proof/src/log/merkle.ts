import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes } from '@noble/hashes/utils.js';

/** SHA-256; injected where a faster one than noble's is at hand. It must not keep its argument, which is used again. */
export type Sha256 = (data: Uint8Array) => Uint8Array;

/** A proof, a position or a tile that cannot be right, whatever the hashes are. */
export class ProofError extends Error {
  readonly code: 'index' | 'size' | 'proof-length' | 'hash-length' | 'tile' | 'entries';
  constructor(code: ProofError['code'], message: string) {
    super(message);
    this.name = 'ProofError';
    this.code = code;
  }
}

export const hashLength = 32;

/** Root of the tree without leaves: SHA-256 of nothing (RFC 6962 §2.1). */
export const emptyTreeRoot: Uint8Array = /* @__PURE__ */ hexToBytes(
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
);

/** RFC 6962 §2.1: SHA-256(0x00 || leaf). */
export const leafHash = (leaf: Uint8Array, hash: Sha256 = sha256): Uint8Array => {
  const input = new Uint8Array(1 + leaf.length);
  input.set(leaf, 1);
  return hash(input);
};

/** Input for the usual node of two whole hashes, used again: half of all appending is spent here. */
const pair = /* @__PURE__ */ new Uint8Array(1 + 2 * hashLength);

/** RFC 6962 §2.1: SHA-256(0x01 || left || right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array, hash: Sha256 = sha256): Uint8Array => {
  const length = 1 + left.length + right.length;
  const input = left.length === hashLength && length === pair.length ? pair : new Uint8Array(length);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 1 + left.length);
  return hash(input);
};
