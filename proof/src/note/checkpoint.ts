import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../base64.ts';
import { parseDecimal } from '../decimal.ts';
import type { NoteSigner } from './ed25519-signer.ts';
import { formatNote } from './note.ts';
import { NoteError } from './note-error.ts';
import { algorithms } from './vkey.ts';

/** Head of a log: its identity, number of leaves and RFC 6962 root (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: bigint;
  readonly root: Uint8Array;
}

const rootLength = 32;

/** Parses the text of a note, without signatures. Exactly three lines: extension lines are something that nobody audits. */
export const parseCheckpoint = (text: string): Checkpoint => {
  const lines = text.split('\n');
  const [origin = '', sizeLine = '', rootLine = '', end] = lines;
  if (lines.length !== 4 || end !== '')
    throw new NoteError('lines', 'a checkpoint is origin, size and root, a line each');
  if (origin === '') throw new NoteError('origin', 'the origin is empty');
  const size = parseDecimal(sizeLine);
  if (size === undefined) throw new NoteError('size', 'the size is not a decimal below 2^63 without leading zeroes');
  const root = fromBase64(rootLine);
  if (root?.length !== rootLength) throw new NoteError('root', 'the root is not base64 of 32 bytes');
  return { origin, size, root };
};

/** The three lines that a log signs. */
export const formatCheckpoint = ({ origin, size, root }: Checkpoint): string => {
  const text = `${origin}\n${size}\n${toBase64(root)}\n`;
  parseCheckpoint(text);
  return text;
};

/** The whole signed note, with the log's signature alone. */
export const signCheckpoint = (checkpoint: Checkpoint, signer: NoteSigner): string => {
  if (signer.algorithm !== algorithms.note) throw new NoteError('algorithm', 'a log signs with type 0x01');
  const text = formatCheckpoint(checkpoint);
  const { name, keyId } = signer;
  return formatNote({ text, signatures: [{ name, keyId, signature: signer.sign(utf8ToBytes(text)) }] });
};
