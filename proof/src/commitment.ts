import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { canonicalize } from './canonical-json.ts';
import { labelledHash } from './digest.ts';

const saltPattern = /^[0-9a-f]{32}$/;

/** Salt of one version of a public record: the first 16 bytes of SHA-256("daunguon/salt/v1" 0 txId 0 id 0 version), hex. */
export const recordSalt = (txId: string, id: string, version: number): string =>
  bytesToHex(labelledHash('daunguon/salt/v1', `${txId}\0${id}\0${version}`)).slice(0, 32);

/** Commitment of a public record: SHA-256("daunguon/record/v1" 0 || salt || JCS(body)), hex (docs/proof-format.md). */
export const commitRecord = (body: unknown, saltHex: string): string => {
  if (!saltPattern.test(saltHex)) throw new Error('a salt is 32 lower-case hexadecimal digits');
  return bytesToHex(labelledHash('daunguon/record/v1', hexToBytes(saltHex), canonicalize(body)));
};
