import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { canonicalize } from '../canonical-json.ts';
import { labelledHash } from '../digest.ts';
import { CompactRange } from '../log/compact-range.ts';
import { leafHash, nodeHash } from '../log/merkle.ts';
import { inclusionProof } from '../log/merkle-prove.ts';
import { verifyInclusion } from '../log/merkle-verify.ts';

/** What the first entry of an access log follows. */
export const accessLogStart = '0'.repeat(64);

/** Hash of an entry, 64 hexadecimal digits: SHA-256("daunguon/access-log/v1" 0 || hash of the entry before || JCS(entry)). */
export const accessEntryHash = (previous: string, entry: unknown): string =>
  bytesToHex(labelledHash('daunguon/access-log/v1', hexToBytes(previous), canonicalize(entry)));

/** RFC 6962 root over the hashes of one day's entries, which is recorded on the ledger. */
export const accessDayRoot = (hashes: readonly string[]): string => {
  const range = new CompactRange();
  for (const hash of hashes) range.append(leafHash(hexToBytes(hash)));
  return bytesToHex(range.root());
};

/** What shows one entry of the day to the person whom it is about, without the others. */
export const accessDayPath = (hashes: readonly string[], index: number): string[] => {
  const leaves = hashes.map((hash) => leafHash(hexToBytes(hash)));
  const read = (level: number, at: bigint): Uint8Array =>
    level === 0 ? leaves[Number(at)]! : nodeHash(read(level - 1, at * 2n), read(level - 1, at * 2n + 1n));
  return inclusionProof(BigInt(index), BigInt(hashes.length), read).map(bytesToHex);
};

export interface AccessProof {
  readonly index: number;
  readonly count: number;
  readonly path: readonly string[];
  readonly root: string;
}

/** Whether the entry with this hash is in the day of this root. Never throws. */
export const verifyAccess = (hash: string, { index, count, path, root }: AccessProof): boolean => {
  try {
    return verifyInclusion({
      ...{ leafHash: leafHash(hexToBytes(hash)), index: BigInt(index), size: BigInt(count) },
      ...{ proof: path.map((step) => hexToBytes(step)), root: hexToBytes(root) },
    });
  } catch {
    return false;
  }
};
