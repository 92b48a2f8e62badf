import { fromBase64, toBase64 } from '../base64.ts';
import { parseDecimal } from '../decimal.ts';
import { verifyInclusion } from '../log/merkle-verify.ts';
import { formatHashLines, parseHashLines, splitHead } from './hash-lines.ts';
import { parseNote } from './note.ts';
import { NoteError } from './note-error.ts';
import { openCheckpoint, type OpenedCheckpoint } from './open-checkpoint.ts';
import { satisfies, type TlogPolicy } from './tlog-policy.ts';

/** C2SP tlog-proof: a file that shows offline that a leaf is in a log. */
export interface TlogProof {
  /** Anything; proven by nothing. */
  readonly extra?: Uint8Array;
  readonly index: bigint;
  readonly proof: readonly Uint8Array[];
  /** Signed note. */
  readonly checkpoint: string;
}

const header = 'c2sp.org/tlog-proof@v1';

export const formatTlogProof = ({ extra, index, proof, checkpoint }: TlogProof): string =>
  `${header}\n${extra === undefined ? '' : `extra ${toBase64(extra)}\n`}index ${index}\n${formatHashLines(proof)}\n${checkpoint}`;

/** What follows `name` and a space at the beginning of a line. */
const after = (name: string, line: string | undefined): string | undefined =>
  line?.startsWith(`${name} `) ? line.slice(name.length + 1) : undefined;

/** Throws NoteError for a file of the wrong shape. Neither proof nor signatures are verified. */
export const parseTlogProof = (text: string): TlogProof => {
  const { head, note } = splitHead(text);
  const lines = [...head];
  if (lines.shift() !== header) throw new NoteError('header', `the first line is ${header}`);
  const extraText = after('extra', lines[0]);
  const extra = extraText === undefined ? undefined : fromBase64(extraText);
  if (extraText !== undefined) {
    if (extra === undefined) throw new NoteError('base64', 'the extra data are not standard base64');
    lines.shift();
  }
  const index = parseDecimal(after('index', lines.shift()) ?? '');
  if (index === undefined) throw new NoteError('index', 'the index is a decimal without leading zeroes');
  const proof = parseHashLines(lines);
  parseNote(note);
  return { ...(extra === undefined ? {} : { extra }), index, proof, checkpoint: note };
};

/**
 * The opened checkpoint of a tlog-proof if a listed log signed it, its cosignatures satisfy the policy's quorum and it holds the leaf; else
 * undefined. Timestamps are not judged. Never throws.
 */
export const verifyTlogProof = (
  text: string,
  leafHash: Uint8Array,
  policy: TlogPolicy,
): (OpenedCheckpoint & { readonly index: bigint }) | undefined => {
  try {
    const { index, proof, checkpoint: note } = parseTlogProof(text);
    const opened = openCheckpoint(note, policy);
    const { size, root } = opened.checkpoint;
    const counts = opened.logKeys.length > 0 && satisfies(policy, policy.quorum, (name) => opened.cosigned.has(name));
    return counts && verifyInclusion({ leafHash, index, size, proof, root }) ? { ...opened, index } : undefined;
  } catch {
    return undefined;
  }
};
