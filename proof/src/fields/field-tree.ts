import { extract } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalize, type Json } from '../canonical-json.ts';
import { labelledHash } from '../digest.ts';
import { CompactRange } from '../log/compact-range.ts';
import { leafHash, nodeHash } from '../log/merkle.ts';
import { inclusionProof } from '../log/merkle-prove.ts';
import { rootFromInclusion } from '../log/merkle-verify.ts';

/** A field of a personal record: RFC 6901 pointer, its value (null where the record has none), its salt in 64 hexadecimal digits. */
export interface Field {
  readonly pointer: string;
  readonly value: Json;
  readonly salt: string;
}

/** A field that can be shown alone: its place among `count` and its RFC 6962 inclusion path. */
export interface DisclosedField extends Field {
  readonly index: number;
  readonly count: number;
  readonly path: readonly Uint8Array[];
}

const maxFields = 0xffff;
const saltPattern = /^[0-9a-f]{64}$/;

/**
 * Salt of one field of one version, 64 hexadecimal digits: HKDF-SHA-256 of the version's own 32-byte seed. Without it a value
 * with few possibilities (a grade, a birth date) could be guessed from its hash.
 */
export const fieldSalt = (saltSeed: Uint8Array, id: string, version: number, pointer: string): string =>
  fieldSalter(saltSeed, id, version)(pointer);

/** `fieldSalt` for all fields of one version: the part of HKDF that they share (RFC 5869, extract) is done once. */
export const fieldSalter = (saltSeed: Uint8Array, id: string, version: number): ((pointer: string) => string) => {
  if (saltSeed.length !== 32) throw new RangeError('a salt seed has 32 bytes');
  const keyed = hmac.create(sha256, extract(sha256, saltSeed));
  return (pointer) => {
    const info = utf8ToBytes(['daunguon/field/v1', id, String(version), pointer].join('\0'));
    // The first block of expand: 32 bytes are asked for, as many as one has.
    return bytesToHex(keyed.clone().update(info).update(Uint8Array.of(1)).digest());
  };
};

const hashField = ({ pointer, salt, value }: Field): Uint8Array => {
  if (!saltPattern.test(salt)) throw new RangeError('the salt of a field is 64 hexadecimal digits');
  return leafHash(utf8ToBytes(canonicalize([pointer, salt, value])));
};

const commitmentOf = (count: number, root: Uint8Array): string =>
  bytesToHex(labelledHash('daunguon/fields/v1', Uint8Array.of(count >> 8, count & 0xff), root));

/** Commitment of a personal record, 64 hexadecimal digits. `fields` are all of its type's, in the type's order. */
export const commitFields = (fields: readonly Field[]): string => {
  if (fields.length < 1 || fields.length > maxFields) throw new RangeError('a record has 1 to 65,535 fields');
  const range = new CompactRange();
  for (const field of fields) range.append(hashField(field));
  return commitmentOf(fields.length, range.root());
};

/** Chosen fields (by index), each with what shows it alone. */
export const discloseFields = (fields: readonly Field[], chosen: readonly number[]): DisclosedField[] => {
  const hashes = fields.map(hashField);
  const read = (level: number, index: bigint): Uint8Array =>
    level === 0 ? hashes[Number(index)]! : nodeHash(read(level - 1, index * 2n), read(level - 1, index * 2n + 1n));
  return chosen.map((index) => {
    const field = fields[index];
    if (field === undefined) throw new RangeError(`there is no field ${index}`);
    return { ...field, index, count: fields.length, path: inclusionProof(BigInt(index), BigInt(fields.length), read) };
  });
};

/** Whether this field, at its place among `count`, belongs to the record of this commitment. Never throws. */
export const verifyField = (field: DisclosedField, commitment: string): boolean => {
  try {
    const { index, count, path } = field;
    if (count < 1 || count > maxFields) return false;
    return commitmentOf(count, rootFromInclusion(hashField(field), BigInt(index), BigInt(count), path)) === commitment;
  } catch {
    return false;
  }
};
