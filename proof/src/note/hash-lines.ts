import { fromBase64, toBase64 } from '../base64.ts';
import { NoteError } from './note-error.ts';

const hashLength = 32;
/** A tree of fewer than 2^63 leaves has no longer proof. */
const maxLines = 63;

/** A Merkle proof as text: each hash in base64 on a line of its own, with its newline. */
export const formatHashLines = (hashes: readonly Uint8Array[]): string => {
  if (hashes.length > maxLines || hashes.some((hash) => hash.length !== hashLength))
    throw new NoteError('proof', `a proof is at most ${maxLines} hashes of 32 bytes`);
  return hashes.map((hash) => `${toBase64(hash)}\n`).join('');
};

export const parseHashLines = (lines: readonly string[]): Uint8Array[] => {
  if (lines.length > maxLines) throw new NoteError('proof', `a proof has at most ${maxLines} lines`);
  return lines.map((line) => {
    const hash = fromBase64(line);
    if (hash?.length !== hashLength) throw new NoteError('proof', 'a proof line is not base64 of 32 bytes');
    return hash;
  });
};

/** The lines before the first empty line, and the text after it (a signed note). */
export const splitHead = (text: string): { head: readonly string[]; note: string } => {
  const blank = text.indexOf('\n\n');
  if (blank < 0) throw new NoteError('separator', 'an empty line comes before the checkpoint');
  return { head: text.slice(0, blank).split('\n'), note: text.slice(blank + 2) };
};
