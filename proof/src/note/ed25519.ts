import { getPublicKey, hashes, sign, verify } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { type Algorithm, formatVkey, type Vkey, vkeyOf } from './vkey.ts';

// The curve library brings no hash of its own for synchronous use.
hashes.sha512 = sha512;

/**
 * Strict RFC 8032: canonical encodings only, no key of small order. ZIP 215 is off: what one reader accepts no other may refuse.
 * Never throws.
 */
export const verifyEd25519 = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean => {
  try {
    return verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
};

/** Signs notes or cosigns checkpoints under one name. */
export interface NoteSigner extends Vkey {
  /** Verifier key as text. */
  readonly vkey: string;
  sign(message: Uint8Array): Uint8Array;
}

/** A signer from a 32-byte Ed25519 seed (RFC 8032 private key). */
export const ed25519Signer = (name: string, seed: Uint8Array, algorithm: Algorithm): NoteSigner => {
  const publicKey = getPublicKey(seed);
  return {
    ...vkeyOf(name, algorithm, publicKey),
    vkey: formatVkey(name, algorithm, publicKey),
    sign: (message) => sign(message, seed),
  };
};
