import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

const bytes = (part: string | Uint8Array): Uint8Array => (typeof part === 'string' ? utf8ToBytes(part) : part);

/** SHA-256 in lower-case hex; text is hashed as UTF-8. */
export const sha256Hex = (data: string | Uint8Array): string => bytesToHex(sha256(bytes(data)));

const separator = new Uint8Array(1);

/** SHA-256 of a label, a zero byte and the parts: each use of the hash has its own label, so that none is taken for another. */
export const labelledHash = (label: string, ...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  sha256(concatBytes(bytes(label), separator, ...parts.map(bytes)));
