import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fromBase64 } from '../src/base64.ts';
import { encodeAddCheckpoint, parseAddCheckpoint } from '../src/note/add-checkpoint.ts';
import { parseCheckpoint } from '../src/note/checkpoint.ts';
import { verifyEd25519 } from '../src/note/ed25519.ts';
import { ed25519Signer } from '../src/note/ed25519-signer.ts';
import { formatNote, formatSignature, parseNote, parseSignature } from '../src/note/note.ts';
import { claimsKey, parseVkey } from '../src/note/vkey.ts';
import { judged, type Outcome, required } from './outcome.ts';

/** Names of the keys that signed a note of any text; an error as Go's note.Open has it. */
const open = (note: string | Uint8Array, vkeys: readonly string[]): string[] | string => {
  const keys = vkeys.map(parseVkey);
  let parsed;
  try {
    parsed = parseNote(typeof note === 'string' ? note : new TextDecoder('utf-8', { fatal: true }).decode(note));
  } catch {
    return 'malformed note';
  }
  const verified = new Set<string>();
  for (const line of parsed.signatures)
    for (const key of keys.filter((vkey) => claimsKey(line, vkey))) {
      if (!verifyEd25519(line.signature, utf8ToBytes(parsed.text), key.publicKey))
        return `invalid signature for key ${key.name}`;
      verified.add(key.name);
    }
  return verified.size === 0 ? 'note has no verifiable signatures' : [...verified];
};

interface OpenCase {
  readonly name: string;
  readonly note?: string;
  readonly bytes?: string;
  readonly vkeys: readonly string[];
  readonly verified?: readonly string[];
  readonly error?: string;
}

export const runGolangOpen = (data: unknown): Outcome[] =>
  (data as OpenCase[]).map(({ name, note, bytes, vkeys, verified, error }) => {
    const got = open(note ?? required(fromBase64(required(bytes))), vkeys);
    if (typeof got === 'string') return { name, ok: error !== undefined && error.startsWith(got) };
    return { name, ok: JSON.stringify(got) === JSON.stringify(verified) };
  });

/** The signature that Go makes from the same key over the same text. */
export const runGolangSign = (data: unknown): Outcome[] => {
  const { seed, vkey, text, note } = data as Readonly<Record<'seed' | 'vkey' | 'text' | 'note', string>>;
  const { name, keyId } = parseVkey(vkey);
  const signer = ed25519Signer(name, required(fromBase64(seed)), 1);
  const signed = formatNote({ text, signatures: [{ name, keyId, signature: signer.sign(utf8ToBytes(text)) }] });
  return [{ name: 'sign', ok: signer.vkey === vkey && signed === note }];
};

interface VkeyCase {
  readonly name?: string;
  readonly vkey: string;
  readonly valid: boolean;
}

const otherKeys = { 'works: native algMLDSA44 verifier': 'no ML-DSA-44: its signatures do not fit a scan' };

export const runVkeys = (data: unknown): Outcome[] =>
  (data as VkeyCase[]).map(({ name, vkey, valid }) =>
    judged(name ?? vkey, valid, () => parseVkey(vkey), 'NoteError', otherKeys),
  );

const shortRoot = 'the root of an RFC 6962 tree over SHA-256 has 32 bytes';
const moreLines = 'a checkpoint has three lines (docs/proof-format.md section 4)';
const otherCheckpoints = {
  'valid one': shortRoot,
  'valid with different origin': shortRoot,
  'valid with trailing data': moreLines,
  'valid with multiple trailing data lines': moreLines,
  'valid with trailing newlines': moreLines,
};

export const runCheckpoints = (data: unknown): Outcome[] =>
  (data as { name: string; text: string; valid: boolean }[]).map(({ name, text, valid }) =>
    judged(name, valid, () => parseCheckpoint(text), 'NoteError', otherCheckpoints),
  );

type Example = Readonly<Partial<Record<'vkey' | 'note' | 'message' | 'request' | 'lines', string>>>;

/** The examples in the texts of the specifications: read, written back the same, and verified where the text gives the key. */
export const runC2sp = (data: unknown): Outcome[] =>
  Object.entries(data as Readonly<Record<string, Example>>).map(([name, { vkey, note, message, request, lines }]) => {
    if (vkey !== undefined) return { name, ok: open(required(note), [vkey]).includes(parseVkey(vkey).name) };
    if (message !== undefined) {
      const [header, time, ...text] = message.split('\n');
      const { size } = parseCheckpoint(text.join('\n'));
      return { name, ok: header === 'cosignature/v1' && time === 'time 1679315147' && size === 20852163n };
    }
    if (request !== undefined) return { name, ok: encodeAddCheckpoint(parseAddCheckpoint(request)) === request };
    if (lines !== undefined) {
      const signatures = lines.trimEnd().split('\n').map(parseSignature);
      return { name, ok: signatures.length === 3 && signatures.map(formatSignature).join('') === lines };
    }
    const parsed = parseNote(required(note));
    if (name.startsWith('tlog-')) parseCheckpoint(parsed.text);
    return { name, ok: formatNote(parsed) === note };
  });
