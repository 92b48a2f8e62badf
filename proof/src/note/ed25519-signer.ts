import { getPublicKey, hashes, sign } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { type Algorithm, formatVkey, type Vkey, vkeyOf } from './vkey.ts';

// The curve library brings no hash of its own for synchronous use.
hashes.sha512 = sha512;

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
