import { expect, test } from '@jest/globals';
import { formatVkey, parseVkey } from './vkey.ts';

// golang.org/x/mod/sumdb/note, note_test.go: TestNewVerifier.
const peter = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

test('a verifier key comes back as it was', () => {
  const vkey = parseVkey(peter);
  expect(vkey).toMatchObject({ name: 'PeterNeumann', algorithm: 1 });
  expect([...vkey.keyId]).toEqual([0xc7, 0x4f, 0x20, 0xa3]);
  expect(formatVkey(vkey.name, vkey.algorithm, vkey.publicKey)).toBe(peter);
});

test('no part of it and no neighbour of it is a key', () => {
  for (let from = 0; from < peter.length; from += 1)
    for (let to = from; to <= peter.length; to += 1)
      if (to - from < peter.length) expect(() => parseVkey(peter.slice(from, to))).toThrow();
  for (let at = 0; at < peter.length; at += 1) {
    const next = String.fromCharCode(peter.charCodeAt(at) + 1);
    expect(() => parseVkey(peter.slice(0, at) + next + peter.slice(at + 1))).toThrow(
      expect.objectContaining({ name: 'NoteError' }),
    );
  }
});

test.each([
  ['a key that is too long', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==', 'base64'],
  ['an unknown algorithm', 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'algorithm'],
  ['upper-case digits', peter.replace('c74f20a3', 'C74F20A3'), 'vkey'],
  ['another key id', peter.replace('c74f20a3', 'c74f20a4'), 'key-id'],
  ['a space in the name', peter.replace('Neumann', ' Neumann'), 'key-name'],
  ['a newline behind it', `${peter}\n`, 'vkey'],
  ['33 bytes', 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWAA==', 'public-key'],
])('%s is refused', (_what, text, code) => {
  expect(() => parseVkey(text)).toThrow(expect.objectContaining({ name: 'NoteError', code }));
});
