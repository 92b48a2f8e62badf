import { sha512 } from '@noble/hashes/sha2.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { decodePoint, equals, isSmallOrder, negate, sumOfMultiples } from './ed25519-point.ts';
import { littleEndian } from './little-endian.ts';

/** Order of the base point (RFC 8032 §5.1). */
const order = 2n ** 252n + 27742317777372353535851937790883648493n;

/** An Ed25519 check: signature (64 bytes), message, public key (32 bytes). Never throws. */
export type Ed25519Verifier = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean;

/**
 * RFC 8032 §5.1.7 at its strictest, so that no other reader refuses what this one accepts: canonical encodings only (no ZIP 215), S below the
 * order, no key of small order, and the equation S·B = R + k·A itself, not its multiple by the cofactor. Never throws.
 */
export const verifyEd25519: Ed25519Verifier = (signature, message, publicKey) => {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  const encodedR = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (s >= order) return false;
  const r = decodePoint(encodedR);
  const key = decodePoint(publicKey);
  if (r === null || key === null || isSmallOrder(key)) return false;
  const k = littleEndian(sha512(concatBytes(encodedR, publicKey, message))) % order;
  return equals(sumOfMultiples(s, k, negate(key, key)), r);
};
