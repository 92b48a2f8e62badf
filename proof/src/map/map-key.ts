import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Sha256 } from '../log/merkle.ts';

const label = utf8ToBytes('daunguon/key/v1\0');

/**
 * Where a record stands in the state map: H("daunguon/key/v1" || 0x00 || id), 32 bytes. Leaves carry this instead of the id,
 * so that nobody can poll every record by reading the public log.
 */
export const mapKey = (id: string, hash: Sha256 = sha256): Uint8Array => hash(concatBytes(label, utf8ToBytes(id)));
