import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatNote, isKeyName, parseNote } from './note.ts';

const line =
  '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

test('text and signatures are parted by the last blank line', () => {
  const note = parseNote(`a\n\nb\n\n${line}${line}`);
  expect(note.text).toBe('a\n\nb\n');
  expect(note.signatures).toHaveLength(2);
  expect(note.signatures[0]?.name).toBe('example.com/foo');
  expect([...(note.signatures[0]?.keyId ?? [])]).toEqual([0x53, 0x0d, 0x90, 0x3a]);
  expect(note.signatures[0]?.signature).toHaveLength(64);
  expect(formatNote(note)).toBe(`a\n\nb\n\n${line}${line}`);
});

test.each([
  ['no blank line', `a\n${line}`, 'separator'],
  ['no signature', 'a\n\n', 'separator'],
  ['no text', line, 'separator'],
  ['no newline at the end', `a\n\n${line.trimEnd()}`, 'separator'],
  ['a carriage return', `a\r\n\n${line}`, 'encoding'],
  ['a carriage return after a signature', `a\n\n${line.trimEnd()}\r\n`, 'encoding'],
  ['a tab', `a\tb\n\n${line}`, 'encoding'],
  ['a zero', `a\0\n\n${line}`, 'encoding'],
  ['a lone surrogate', `\ud800\n\n${line}`, 'encoding'],
  ['a hyphen for the dash', `a\n\n-${line.slice(1)}`, 'signature-line'],
  ['two spaces', `a\n\n— ${line.slice(1)}`, 'signature-line'],
  ['a space at the end', `a\n\n${line.trimEnd()} \n`, 'signature-line'],
  ['no signature bytes', 'a\n\n— name AAAAAA==\n', 'signature-line'],
  ['a plus in the name', 'a\n\n— a+b AAAAAAA=\n', 'key-name'],
  ['a no-break space in the name', 'a\n\n— a\u00a0b AAAAAAA=\n', 'key-name'],
  ['an empty name', 'a\n\n—  AAAAAAA=\n', 'key-name'],
  ['base64 without padding', 'a\n\n— name AAAAAAA\n', 'base64'],
  ['base64 with stray bits', 'a\n\n— name AAAAAAB=\n', 'base64'],
  ['too many signatures', `a\n\n${line.repeat(65)}`, 'length'],
  ['a megabyte', `${'a'.repeat(1_000_000)}\n\n${line}`, 'length'],
])('a note with %s is refused', (_what, text, code) => {
  expect(() => parseNote(text)).toThrow(expect.objectContaining({ name: 'NoteError', code }));
});

test('64 signatures are taken', () => {
  expect(parseNote(`a\n\n${line.repeat(64)}`).signatures).toHaveLength(64);
});

test.each(['', 'a b', 'a+b', 'a\nb', 'a\u0085b', 'a\u2003b', 'a\u3000b', '\ud800'])('%j is no key name', (name) => {
  expect(isKeyName(name)).toBe(false);
});

test('whatever is accepted is written back as it was', () => {
  const piece = fc.constantFrom('a', '\n', '\n\n', '— ', 'é', ' ', 'name', 'AAAAAAA=', line, '\r', '+');
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      let note;
      try {
        note = parseNote(text);
      } catch (error) {
        expect(error).toMatchObject({ name: 'NoteError' });
        return;
      }
      accepted += 1;
      expect(formatNote(note)).toBe(text);
    }),
    { numRuns: 5000, seed: 1 },
  );
  expect(accepted).toBeGreaterThan(10);
});
