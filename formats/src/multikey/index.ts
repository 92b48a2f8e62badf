export { fromBase58, toBase58 } from './base58.ts';
export { didKeyOf, fromMultikey, keyOfDidKey, toMultikey } from './multikey.ts';
