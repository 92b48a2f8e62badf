import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../base64.ts';
import { newId, normaliseId } from '../record-id.ts';
import { openBytes, sealBytes, type Random, type Subtle } from './aes-gcm.ts';

/** Which version of which record a body key opens; bound to every wrap of it. */
export interface Sealing {
  readonly id: string;
  readonly version: number;
}

/** The body key under the issuing unit's P-256 key: ephemeral public key (65 bytes) and wrapped key, base64. */
export interface UnitWrap {
  /** Record id of the unit's sealing key. */
  readonly key: string;
  readonly ephemeral: string;
  readonly wrap: string;
}

const text = (label: string, { id, version }: Sealing, ...more: readonly string[]): Uint8Array =>
  utf8ToBytes([label, id, String(version), ...more].join('\0'));
const derive = (secret: Uint8Array, info: Uint8Array): Uint8Array => hkdf(sha256, secret, undefined, info, 32);
const bytesOf = (value: unknown): Uint8Array => {
  const bytes = typeof value === 'string' ? fromBase64(value) : undefined;
  if (bytes === undefined) throw new RangeError('no base64');
  return bytes;
};

/** 128 random bits as a link carries them: 26 Crockford base32 characters, written like an id. */
export const newHolderSecret = (random: Random): string => newId(random(16));
export const readHolderSecret = (typed: string): string | undefined => normaliseId(typed);

const secretBytes = (secret: string): Uint8Array => utf8ToBytes(secret);

export const wrapForHolder = async (
  subtle: Subtle,
  random: Random,
  bodyKey: Uint8Array,
  secret: string,
  sealing: Sealing,
): Promise<string> => {
  const key = derive(secretBytes(secret), text('daunguon/holder/v1', sealing));
  return toBase64(await sealBytes(subtle, random, key, bodyKey, text('daunguon/holder-wrap/v1', sealing)));
};

/** Rejects for another secret. */
export const unwrapForHolder = async (
  subtle: Subtle,
  wrap: unknown,
  secret: string,
  sealing: Sealing,
): Promise<Uint8Array> => {
  const key = derive(secretBytes(secret), text('daunguon/holder/v1', sealing));
  return openBytes(subtle, key, bytesOf(wrap), text('daunguon/holder-wrap/v1', sealing));
};

/**
 * What shows a server that somebody has the secret, without the secret: 64 hexadecimal digits. The server keeps its SHA-256. Of the
 * record only, so that it stays the same while versions come.
 */
export const holderToken = (secret: string, id: string): string =>
  bytesToHex(derive(secretBytes(secret), utf8ToBytes(`daunguon/holder-token/v1\0${id}`)));
export const holderTokenHash = (token: string): string => bytesToHex(sha256(hexToBytes(token)));

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const;
type Key = Awaited<ReturnType<Subtle['importKey']>>;
/** A public key in the open, or a private one where it is kept (RFC 7517). */
export type Jwk = Readonly<Record<string, unknown>>;
type PlainJwk = Readonly<Record<string, string>>;

const agree = async (subtle: Subtle, privateKey: Key, publicKey: Key, sealing: Sealing, ephemeral: string) =>
  derive(
    new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, 256)),
    text('daunguon/unit/v1', sealing, ephemeral),
  );

/** A fresh key pair for a unit's sealing key, as JWK; made where it is kept. */
export const newUnitKey = async (subtle: Subtle): Promise<{ publicJwk: PlainJwk; privateJwk: PlainJwk }> => {
  const { publicKey, privateKey } = await subtle.generateKey(curve, true, ['deriveBits']);
  const [{ kty, crv, x, y }, privateJwk] = [
    await subtle.exportKey('jwk', publicKey),
    await subtle.exportKey('jwk', privateKey),
  ];
  return { publicJwk: { kty, crv, x, y } as PlainJwk, privateJwk: privateJwk as unknown as PlainJwk };
};

/** ECDH with a fresh key of its own for every wrap (as ECDH-ES, RFC 7518 §4.6, with HKDF and AES-256-GCM). */
export const wrapForUnit = async (
  subtle: Subtle,
  random: Random,
  bodyKey: Uint8Array,
  unit: { readonly key: string; readonly publicJwk: Jwk },
  sealing: Sealing,
): Promise<UnitWrap> => {
  const publicKey = await subtle.importKey('jwk', unit.publicJwk, curve, false, []);
  const pair = await subtle.generateKey(curve, false, ['deriveBits']);
  const ephemeral = toBase64(new Uint8Array(await subtle.exportKey('raw', pair.publicKey)));
  const key = await agree(subtle, pair.privateKey, publicKey, sealing, ephemeral);
  const wrap = await sealBytes(subtle, random, key, bodyKey, text('daunguon/unit-wrap/v1', sealing));
  return { key: unit.key, ephemeral, wrap: toBase64(wrap) };
};

/** Rejects for another key. */
export const unwrapForUnit = async (
  subtle: Subtle,
  { ephemeral, wrap }: Pick<UnitWrap, 'ephemeral' | 'wrap'>,
  privateJwk: Jwk,
  sealing: Sealing,
): Promise<Uint8Array> => {
  const privateKey = await subtle.importKey('jwk', privateJwk, curve, false, ['deriveBits']);
  const raw = new Uint8Array(bytesOf(ephemeral));
  const publicKey = await subtle.importKey('raw', raw, curve, false, []);
  const key = await agree(subtle, privateKey, publicKey, sealing, ephemeral);
  return openBytes(subtle, key, bytesOf(wrap), text('daunguon/unit-wrap/v1', sealing));
};
