export { fromBase58, toBase58 } from './base58.ts';
export { didKeyOf, type Ed25519Jwk, fromMultikey, keyOfDidKey, toMultikey } from './multikey.ts';
