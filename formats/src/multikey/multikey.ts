import { compressPoint, decompressPoint, type P256Jwk } from '../es256/p256-point.ts';
import { fromBase64url } from '../base64url.ts';
import { FormatError } from '../format-error.ts';
import { fromBase58, toBase58 } from './base58.ts';

/** Multicodec p256-pub (0x1200) as an unsigned varint. */
const p256Prefix = [0x80, 0x24];
/** Multicodec ed25519-pub (0xed) as an unsigned varint. */
const ed25519Prefix = [0xed, 0x01];

/** An Ed25519 public key as a JWK (RFC 8037 §2). */
export interface Ed25519Jwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
}

const ed25519Multikey = ({ x }: Ed25519Jwk): string => {
  const bytes = fromBase64url(x);
  if (bytes?.length !== 32) throw new FormatError('not-an-ed25519-key', '', 'the public key has not 32 bytes');
  return `z${toBase58(Uint8Array.of(...ed25519Prefix, ...bytes))}`;
};

/** Multikey text (W3C Controlled Identifiers 1.0 §2.2.2): `zDn…` of P-256, `z6Mk…` of Ed25519. @throws FormatError for what is no public key */
export const toMultikey = (jwk: P256Jwk | Ed25519Jwk): string => {
  if (jwk.crv === 'Ed25519') return ed25519Multikey(jwk);
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
export const didKeyOf = (jwk: P256Jwk | Ed25519Jwk): string => `did:key:${toMultikey(jwk)}`;

/** The public key that a `did:key:<key>#<key>` verification method itself says; undefined for any other method. */
export const keyOfDidKey = (verificationMethod: string): P256Jwk | undefined => {
  const [, key, fragment] = /^did:key:(z\w+)#(z\w+)$/.exec(verificationMethod) ?? [];
  return key !== undefined && key === fragment ? fromMultikey(key) : undefined;
};
