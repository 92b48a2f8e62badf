import { hexToBytes } from '@noble/hashes/utils.js';
import { labelledHash } from './digest.ts';

/** Crockford base32: no I, L, O, U (https://www.crockford.com/base32.html). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** The five extra symbols of Crockford's check character, for the remainders 32–36. */
const checkAlphabet = `${alphabet}*~$=U`;
const pattern = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** True for 26 upper-case Crockford base32 characters that hold 128 bits (so the first is 0–7). */
export const isId = (value: unknown): value is string => typeof value === 'string' && pattern.test(value);

/** A record or request id from 16 random bytes; the caller brings the randomness, this package has none. */
export const newId = (random: Uint8Array): string => {
  if (random.length !== 16) throw new Error('an id is made of 16 bytes');
  let rest = random.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  let id = '';
  for (let digit = 0; digit < 26; digit += 1) {
    id = alphabet.charAt(Number(rest & 31n)) + id;
    rest >>= 5n;
  }
  return id;
};

/** Id of the record of a build: the first 128 bits of its manifest's SHA-256 (64 hexadecimal digits). */
export const buildId = (manifest: string): string => newId(hexToBytes(manifest).subarray(0, 16));

/**
 * Id of a record that goes with another: the act that made version `n` of it, or what replaced it. Whoever has the one finds the
 * other, from anybody's copy, while neither names the other.
 */
export const derivedId = (purpose: 'act' | 'successor', id: string, n = 0): string =>
  newId(labelledHash(`daunguon/${purpose}/v1`, `${id}\0${n}`).subarray(0, 16));

const remainder = (id: string): number =>
  [...id].reduce((sum, character) => (sum * 32 + alphabet.indexOf(character)) % 37, 0);

/** Crockford's check character (mod 37), printed after an id that people type. */
export const checkCharacter = (id: string): string => {
  if (!isId(id)) throw new Error('not a record id');
  return checkAlphabet.charAt(remainder(id));
};

/** What a person typed or scanned, as an id: upper case, without spaces and hyphens, O as 0, I and L as 1; undefined if it is none. */
export const normaliseId = (typed: string): string | undefined => {
  const id = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return isId(id) ? id : undefined;
};

/** A typed id with its check character: the id, or undefined if the check character is missing or wrong. */
export const parseTypedId = (typed: string): string | undefined => {
  const compact = typed.replaceAll(/[\s-]/g, '');
  const id = normaliseId(compact.slice(0, 26));
  const check = compact.slice(26).toUpperCase();
  return id !== undefined && check === checkCharacter(id) ? id : undefined;
};
