import { Point } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js';

/** Order of the base point (RFC 8032 §5.1). */
const order = 2n ** 252n + 27742317777372353535851937790883648493n;

const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${bytesToHex(bytes.slice().reverse())}`);

/** An Ed25519 check: signature (64 bytes), message, public key (32 bytes). Never throws. */
export type Ed25519Verifier = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean;

/** a·P + b·Q in one run over the bits. No secrets here, so time may depend on them. */
const sumOfMultiples = (a: bigint, p: Point, b: bigint, q: Point): Point => {
  const both = p.add(q);
  let sum = Point.ZERO;
  for (let bit = BigInt(order.toString(2).length - 1); bit >= 0n; bit -= 1n) {
    sum = sum.double();
    const inA = (a >> bit) & 1n;
    const inB = (b >> bit) & 1n;
    if (inA === 1n) sum = sum.add(inB === 1n ? both : p);
    else if (inB === 1n) sum = sum.add(q);
  }
  return sum;
};

/**
 * RFC 8032 §5.1.7 at its strictest, so that no other reader refuses what this one accepts: canonical encodings only (no ZIP 215), S below the
 * order, no key of small order, and the equation S·B = R + k·A itself, not its multiple by the cofactor. Never throws.
 */
export const verifyEd25519: Ed25519Verifier = (signature, message, publicKey) => {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  const encodedR = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (s >= order) return false;
  try {
    const r = Point.fromBytes(encodedR);
    const key = Point.fromBytes(publicKey);
    if (key.isSmallOrder()) return false;
    const k = littleEndian(sha512(concatBytes(encodedR, publicKey, message))) % order;
    return sumOfMultiples(s, Point.BASE, k, key.negate()).equals(r);
  } catch {
    return false;
  }
};
