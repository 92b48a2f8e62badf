import { compressPoint, decompressPoint, type P256Jwk } from '../es256/p256-point.ts';
import { FormatError } from '../format-error.ts';
import { fromBase58, toBase58 } from './base58.ts';

/** Multicodec p256-pub (0x1200) as an unsigned varint. */
const p256Prefix = [0x80, 0x24];

/** Multikey text (`zDn…`, W3C Controlled Identifiers 1.0 §2.2.2) of a P-256 public key. @throws FormatError for a point off the curve. */
export const toMultikey = (jwk: P256Jwk): string => {
  const point = compressPoint(jwk);
  if (point === undefined) throw new FormatError('not-a-p256-key', '', 'the public key is no point of P-256');
  return `z${toBase58(Uint8Array.of(...p256Prefix, ...point))}`;
};

/** The P-256 public key of Multikey text; undefined for other keys and for anything else. */
export const fromMultikey = (text: string): P256Jwk | undefined => {
  const bytes = text.startsWith('z') ? fromBase58(text.slice(1)) : undefined;
  if (bytes?.length !== 35 || bytes[0] !== p256Prefix[0] || bytes[1] !== p256Prefix[1]) return undefined;
  return decompressPoint(bytes.subarray(2));
};

/** `did:key` of a public key. */
export const didKeyOf = (jwk: P256Jwk): string => `did:key:${toMultikey(jwk)}`;

/** The public key that a `did:key:<key>#<key>` verification method itself says; undefined for any other method. */
export const keyOfDidKey = (verificationMethod: string): P256Jwk | undefined => {
  const [, key, fragment] = /^did:key:(z\w+)#(z\w+)$/.exec(verificationMethod) ?? [];
  return key !== undefined && key === fragment ? fromMultikey(key) : undefined;
};
