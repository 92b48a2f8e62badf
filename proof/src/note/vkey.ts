import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../base64.ts';
import { isKeyName, type NoteSignature } from './note.ts';
import { NoteError } from './note-error.ts';

/** Signature types of signed-note that are known here. */
export const algorithms = {
  /** Ed25519 over the text of the note: what a log signs with. */
  note: 1,
  /** Timestamped Ed25519 cosignature of a checkpoint: what a witness signs with. */
  cosignature: 4,
} as const;
export type Algorithm = (typeof algorithms)[keyof typeof algorithms];

/** Verifier key of signed-note. */
export interface Vkey {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly algorithm: Algorithm;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
}

const publicKeyLength = 32;

const isAlgorithm = (value: number | undefined): value is Algorithm =>
  value === algorithms.note || value === algorithms.cosignature;

/** SHA-256(name || 0x0A || algorithm || public key), its first 4 bytes. */
export const keyIdOf = (name: string, algorithm: Algorithm, publicKey: Uint8Array): Uint8Array =>
  sha256(concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(algorithm), publicKey)).slice(0, 4);

export const vkeyOf = (name: string, algorithm: Algorithm, publicKey: Uint8Array): Vkey => {
  if (!isKeyName(name)) throw new NoteError('key-name', 'a key name has no spaces and no plus');
  if (publicKey.length !== publicKeyLength) throw new NoteError('public-key', 'an Ed25519 key has 32 bytes');
  return { name, keyId: keyIdOf(name, algorithm, publicKey), algorithm, publicKey };
};

/** `<name>+<key id, hexadecimal>+<base64 of algorithm || public key>`. */
export const formatVkey = (name: string, algorithm: Algorithm, publicKey: Uint8Array): string => {
  const { keyId } = vkeyOf(name, algorithm, publicKey);
  return `${name}+${bytesToHex(keyId)}+${toBase64(concatBytes(Uint8Array.of(algorithm), publicKey))}`;
};

const pattern = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/;

/** Throws NoteError unless the text is what `formatVkey` writes, with the key id that belongs to it. */
export const parseVkey = (text: string): Vkey => {
  const [, name, keyId, base64] = pattern.exec(text) ?? [];
  if (name === undefined || keyId === undefined || base64 === undefined)
    throw new NoteError('vkey', 'a verifier key is name+8 hexadecimal digits+base64');
  const bytes = fromBase64(base64);
  if (bytes === undefined) throw new NoteError('base64', 'a verifier key is not standard base64');
  const [algorithm] = bytes;
  if (!isAlgorithm(algorithm)) throw new NoteError('algorithm', 'the signature type is neither 0x01 nor 0x04');
  const vkey = vkeyOf(name, algorithm, bytes.subarray(1));
  if (bytesToHex(vkey.keyId) !== keyId) throw new NoteError('key-id', 'the key id is not that of the key');
  return vkey;
};

/** Whether a signature line claims to be by this key: by name and key id, never by one of them. */
export const claimsKey = (signature: NoteSignature, vkey: Vkey): boolean =>
  signature.name === vkey.name && bytesToHex(signature.keyId) === bytesToHex(vkey.keyId);
