import { expect, test } from '@jest/globals';
import { formatCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
import { ed25519Signer } from './ed25519-signer.ts';

// C2SP tlog-checkpoint.
const origin = 'example.com/behind-the-sofa';
const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
const text = `${origin}\n20852163\n${root}\n`;

test('a checkpoint comes back as it was', () => {
  const checkpoint = parseCheckpoint(text);
  expect(checkpoint).toMatchObject({ origin, size: 20852163n });
  expect(formatCheckpoint(checkpoint)).toBe(text);
});

test.each([
  ['no origin', `\n1\n${root}\n`, 'origin'],
  ['two lines', `${origin}\n1\n`, 'lines'],
  ['an extension line', `${text}more\n`, 'lines'],
  ['an empty line', `${text}\n`, 'lines'],
  ['no last newline', text.trimEnd(), 'lines'],
  ['a leading zero', `${origin}\n01\n${root}\n`, 'size'],
  ['a negative size', `${origin}\n-1\n${root}\n`, 'size'],
  ['a size of 2^63', `${origin}\n9223372036854775808\n${root}\n`, 'size'],
  ['a carriage return', `${origin}\n1\r\n${root}\n`, 'size'],
  ['a short root', `${origin}\n1\nAAAA\n`, 'root'],
  ['a root without padding', `${origin}\n1\n${root.slice(0, -1)}\n`, 'root'],
])('a checkpoint with %s is refused', (_what, bad, code) => {
  expect(() => parseCheckpoint(bad)).toThrow(expect.objectContaining({ name: 'NoteError', code }));
});

test('a checkpoint that could not be read is not written or signed', () => {
  const signer = ed25519Signer('log', new Uint8Array(32), 1);
  const checkpoint = { origin: 'a\nb', size: 1n, root: new Uint8Array(32) };
  expect(() => signCheckpoint(checkpoint, signer)).toThrow(expect.objectContaining({ code: 'lines' }));
  expect(() => formatCheckpoint({ origin, size: 1n, root: new Uint8Array(31) })).toThrow(
    expect.objectContaining({ code: 'root' }),
  );
});

test('a witness key signs no checkpoint of its own', () => {
  const witness = ed25519Signer('witness', new Uint8Array(32), 4);
  expect(() => signCheckpoint(parseCheckpoint(text), witness)).toThrow(expect.objectContaining({ code: 'algorithm' }));
});
