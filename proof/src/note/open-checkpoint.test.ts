import { expect, test } from '@jest/globals';
import { signCheckpoint } from './checkpoint.ts';
import { cosign } from './cosignature.ts';
import { ed25519Signer } from './ed25519-signer.ts';
import { formatSignature, parseNote } from './note.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import { parseTlogPolicy } from './tlog-policy.ts';

const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const origin = 'example.com/log';
const log = ed25519Signer(origin, seed(1), 1);
const successor = ed25519Signer(origin, seed(2), 1);
const otherLog = ed25519Signer('other.example/log', seed(3), 1);
const alpha = ed25519Signer('alpha.example', seed(4), 4);
const beta = ed25519Signer('beta.example', seed(5), 4);
const stranger = ed25519Signer('stranger.example', seed(6), 4);
const policy = parseTlogPolicy(
  `log ${log.vkey}\nlog ${successor.vkey}\nlog ${otherLog.vkey}\nwitness A ${alpha.vkey}\nwitness B ${beta.vkey}\ngroup g all A B\nquorum g\n`,
);

const checkpoint = { origin, size: 42n, root: new Uint8Array(32).fill(9) };
const signed = signCheckpoint(checkpoint, log);
const { text } = parseNote(signed);

test('log key and witnesses are found by name and key id', () => {
  const note = signed + cosign(text, alpha, 100) + cosign(text, beta, 90);
  const opened = openCheckpoint(note, policy);
  expect(opened.checkpoint).toEqual(checkpoint);
  expect(opened.text).toBe(text);
  expect(opened.logKeys).toEqual([log.vkey]);
  expect([...opened.cosigned]).toEqual([
    ['A', 100],
    ['B', 90],
  ]);
});

test('a witness that signs twice counts once, with its newest time', () => {
  const note = signed + cosign(text, alpha, 100) + cosign(text, alpha, 300) + cosign(text, alpha, 200);
  expect([...openCheckpoint(note, policy).cosigned]).toEqual([['A', 300]]);
});

test('while the key rotates both signatures are told, each once', () => {
  const both = signed + signCheckpoint(checkpoint, successor).slice(text.length + 1) + signed.slice(text.length + 1);
  expect(openCheckpoint(both, policy).logKeys).toEqual([log.vkey, successor.vkey]);
});

test('unknown keys are ignored, whatever their signatures are', () => {
  const garbage = new Uint8Array(64).fill(1);
  const note =
    signed +
    cosign(text, stranger, 100) +
    formatSignature({ name: alpha.name, keyId: Uint8Array.of(1, 2, 3, 4), signature: garbage }) +
    formatSignature({ name: 'someone.example', keyId: alpha.keyId, signature: garbage });
  expect(openCheckpoint(note, policy).cosigned.size).toBe(0);
});

test.each([
  ['log', formatSignature({ ...log, signature: new Uint8Array(64) })],
  ['log, too short', formatSignature({ ...log, signature: new Uint8Array(3) })],
  ['witness', formatSignature({ ...alpha, signature: new Uint8Array(72) })],
  ['witness, over another text', cosign(text.replace('42', '43'), alpha, 100)],
])('a signature of a known %s that does not verify makes the note malformed', (_who, line) => {
  expect(() => openCheckpoint(signed + line, policy)).toThrow(
    expect.objectContaining({ name: 'NoteError', code: 'signature' }),
  );
});

test('a log does not sign for another origin', () => {
  const foreign = signCheckpoint({ ...checkpoint, origin: 'another.example' }, log);
  expect(openCheckpoint(foreign, policy).logKeys).toEqual([]);
  expect(openCheckpoint(signCheckpoint(checkpoint, otherLog), policy).logKeys).toEqual([]);
});

test('a cosignature does not pass for a log signature, nor the other way round', () => {
  const asLog = formatSignature({
    ...log,
    signature: parseNote(signed + cosign(text, alpha, 1)).signatures[1]?.signature ?? seed(0),
  });
  expect(() => openCheckpoint(`${text}\n${asLog}`, policy)).toThrow(expect.objectContaining({ code: 'signature' }));
});

test('a note that is no checkpoint is malformed', () => {
  expect(() => openCheckpoint(`hello\n\n${formatSignature({ ...log, signature: seed(1) })}`, policy)).toThrow(
    expect.objectContaining({ name: 'NoteError', code: 'lines' }),
  );
});
