import { Gunzip, gzipSync } from 'fflate';
import { fromBase64url, toBase64url } from '../base64url.ts';
import { FormatError } from '../format-error.ts';

/** Fewer entries would tell one holder from another (Bitstring Status List 1.0 §2.2). */
export const minEntries = 131_072;
/** 8 Mi entries in one list; no list that unpacks to more is read. */
const maxBytes = 2 ** 20;

/** `encodedList` of the indexes that are set: multibase `u`, base64url of GZIP. The same indexes give the same text. @throws RangeError */
export const encodeBitstring = (set: Iterable<number>, entries = minEntries): string => {
  if (!Number.isSafeInteger(entries) || entries < minEntries || entries % 8 !== 0 || entries > maxBytes * 8)
    throw new RangeError(`a list has ${minEntries} entries or more, and whole bytes`);
  const bytes = new Uint8Array(entries / 8);
  for (const index of set) {
    if (!Number.isInteger(index) || index < 0 || index >= entries) throw new RangeError(`no entry ${index}`);
    // Index 0 is the left-most bit.
    bytes[index >> 3]! |= 0x80 >> (index & 7);
  }
  return `u${toBase64url(gzipSync(bytes, { level: 9, mtime: 0 }))}`;
};

/** Unpacks piece by piece and stops at the limit: a kilobyte of GZIP can hold a megabyte, and its stated length can lie. */
const gunzip = (packed: Uint8Array): Uint8Array => {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Gunzip((chunk) => {
    length += chunk.length;
    if (length > maxBytes)
      throw new FormatError('STATUS_LIST_LENGTH_ERROR', '/encodedList', `more than ${maxBytes} bytes`);
    parts.push(chunk);
  });
  const piece = 1024;
  for (let at = 0; at < packed.length; at += piece)
    stream.push(packed.subarray(at, at + piece), at + piece >= packed.length);
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

/** The bits of an `encodedList`. @throws FormatError with the standard's names: STATUS_VERIFICATION_ERROR, STATUS_LIST_LENGTH_ERROR */
export const decodeBitstring = (encodedList: unknown): Uint8Array => {
  const packed =
    typeof encodedList === 'string' && encodedList.startsWith('u') && encodedList.length <= 2 * maxBytes
      ? fromBase64url(encodedList.slice(1))
      : undefined;
  if (packed === undefined)
    throw new FormatError('STATUS_VERIFICATION_ERROR', '/encodedList', 'not multibase base64url');
  let bytes: Uint8Array;
  try {
    bytes = gunzip(packed);
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError('STATUS_VERIFICATION_ERROR', '/encodedList', 'not GZIP');
  }
  if (bytes.length * 8 < minEntries)
    throw new FormatError('STATUS_LIST_LENGTH_ERROR', '/encodedList', `fewer than ${minEntries} entries`);
  return bytes;
};

/** The bit at an index. @throws FormatError RANGE_ERROR */
export const bitAt = (bytes: Uint8Array, index: number): boolean => {
  const byte = Number.isInteger(index) && index >= 0 ? bytes[Math.floor(index / 8)] : undefined;
  if (byte === undefined) throw new FormatError('RANGE_ERROR', '/statusListIndex', `the list has no entry ${index}`);
  return (byte & (0x80 >> (index % 8))) !== 0;
};
