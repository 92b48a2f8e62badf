export { type Es256Key, newEs256Key, signEs256, verifyEs256, type WebKey } from './es256.ts';
export { compressPoint, decompressPoint, type P256Jwk } from './p256-point.ts';
