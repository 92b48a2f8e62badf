import { concatBytes } from '@noble/hashes/utils.js';
import { fromBase64, toBase64 } from '../base64.ts';
import { NoteError } from './note-error.ts';

/** One line under a note: who says to have signed it, with which key, and the signature. Proves nothing before it is verified. */
export interface NoteSignature {
  readonly name: string;
  /** First 4 bytes of the key's hash: a hint, no identity. */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

/** C2SP signed-note: text that ends with a newline, and the signatures under it. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

const keyIdLength = 4;
/** Room for 16 post-quantum signatures of 5 kB, the least that signed-note asks for. */
const maxLength = 128 * 1024;
const maxSignatures = 64;

/** What no note holds: control characters below U+0020 other than newline, and lone surrogates, which UTF-8 cannot say. */
const notInNote = /[^\n -\ud7ff\ue000-\u{10ffff}]/u;
const notInName = /[\p{White_Space}+]/u;

/** Key names: not empty, no Unicode spaces, no plus. */
export const isKeyName = (name: string): boolean => name !== '' && !notInName.test(name) && !notInNote.test(name);

/** The line of one signature, with its newline. */
export const formatSignature = ({ name, keyId, signature }: NoteSignature): string => {
  if (!isKeyName(name)) throw new NoteError('key-name', 'a key name has no spaces and no plus');
  return `— ${name} ${toBase64(concatBytes(keyId, signature))}\n`;
};

/** One signature line without its newline. */
export const parseSignature = (line: string): NoteSignature => {
  const [dash, name = '', base64 = '', ...rest] = line.split(' ');
  if (dash !== '—' || rest.length > 0) throw new NoteError('signature-line', 'a signature line is "— name base64"');
  if (!isKeyName(name)) throw new NoteError('key-name', 'a key name has no spaces and no plus');
  const bytes = fromBase64(base64);
  if (bytes === undefined) throw new NoteError('base64', 'a signature is not standard base64');
  if (bytes.length <= keyIdLength) throw new NoteError('signature-line', 'a signature is longer than its key id');
  return { name, keyId: bytes.subarray(0, keyIdLength), signature: bytes.subarray(keyIdLength) };
};

const checkText = (text: string): void => {
  if (notInNote.test(text)) throw new NoteError('encoding', 'the note has control characters or is not valid UTF-8');
};

/** Throws NoteError unless the bytes of the note are what `formatNote` writes. Signatures are not verified. */
export const parseNote = (note: string): Note => {
  if (note.length > maxLength) throw new NoteError('length', `a note has at most ${maxLength} characters`);
  checkText(note);
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0) throw new NoteError('separator', 'a blank line parts text and signatures');
  const lines = note.slice(blank + 2).split('\n');
  if (lines.pop() !== '') throw new NoteError('separator', 'the last line has no newline');
  if (lines.length === 0) throw new NoteError('separator', 'the note has no signature');
  if (lines.length > maxSignatures) throw new NoteError('length', `a note has at most ${maxSignatures} signatures`);
  return { text: note.slice(0, blank + 1), signatures: lines.map(parseSignature) };
};

export const formatNote = ({ text, signatures }: Note): string => {
  checkText(text);
  if (!text.endsWith('\n')) throw new NoteError('separator', 'the text of a note ends with a newline');
  return `${text}\n${signatures.map(formatSignature).join('')}`;
};
