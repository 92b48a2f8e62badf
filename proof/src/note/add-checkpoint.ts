import { parseDecimal } from '../decimal.ts';
import { formatHashLines, parseHashLines, splitHead } from './hash-lines.ts';
import { parseNote } from './note.ts';
import { NoteError } from './note-error.ts';

/** Request to a witness (C2SP tlog-witness): a checkpoint and the proof that it extends the one of `oldSize` leaves. */
export interface AddCheckpoint {
  readonly oldSize: bigint;
  readonly proof: readonly Uint8Array[];
  /** Signed note. */
  readonly checkpoint: string;
}

export const encodeAddCheckpoint = ({ oldSize, proof, checkpoint }: AddCheckpoint): string =>
  `old ${oldSize}\n${formatHashLines(proof)}\n${checkpoint}`;

/** Throws NoteError for a body of the wrong shape. Neither proof nor signatures are verified. */
export const parseAddCheckpoint = (body: string): AddCheckpoint => {
  const { head, note } = splitHead(body);
  const [first = '', ...lines] = head;
  const oldSize = first.startsWith('old ') ? parseDecimal(first.slice(4)) : undefined;
  if (oldSize === undefined) throw new NoteError('size', 'the first line is "old" and a size');
  const proof = parseHashLines(lines);
  parseNote(note);
  return { oldSize, proof, checkpoint: note };
};
