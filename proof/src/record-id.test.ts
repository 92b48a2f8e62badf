import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildId, checkCharacter, isId, newId, normaliseId, parseTypedId } from './record-id.ts';

const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const bytes = Uint8Array.from(Buffer.from('01563e3ab5d3d6764c61efb99302bd5b', 'hex'));

test('16 bytes are 26 characters, the first 0-7', () => {
  expect(newId(bytes)).toBe(id);
  expect(newId(new Uint8Array(16).fill(255))).toBe('7ZZZZZZZZZZZZZZZZZZZZZZZZZ');
  expect(newId(new Uint8Array(16))).toBe('00000000000000000000000000');
  expect(() => newId(new Uint8Array(15))).toThrow('16 bytes');
});

test('the id of a build follows from its manifest', () => {
  expect(buildId(Buffer.from(bytes).toString('hex') + '00'.repeat(16))).toBe(id);
});

test.each([
  '8ZZZZZZZZZZZZZZZZZZZZZZZZZ',
  id.toLowerCase(),
  id.slice(1),
  `${id}0`,
  id.replace('A', 'U'),
  `${id}\n`,
  1,
  null,
])('%j is no id', (value) => {
  expect(isId(value)).toBe(false);
});

test('the check character is Crockford mod 37', () => {
  expect(checkCharacter(id)).toBe('$');
  expect(checkCharacter('7ZZZZZZZZZZZZZZZZZZZZZZZZZ')).toBe('*');
});

test('a typed id loses spaces, hyphens and look-alikes, and needs its check character', () => {
  expect(normaliseId('oi-arz3 ndektsv4rrffq69g5fav')).toBe('01ARZ3NDEKTSV4RRFFQ69G5FAV');
  expect(normaliseId('hello')).toBeUndefined();
  expect(parseTypedId(`${id.toLowerCase()} $`)).toBe(id);
  expect(parseTypedId(id)).toBeUndefined();
});

test('every mistyped single character is caught by the check character', () => {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.nat(24), fc.nat(30), (random, place, shift) => {
      const right = newId(random);
      const at = place + 1;
      const other = alphabet.charAt((alphabet.indexOf(right.charAt(at)) + 1 + shift) % 32);
      const wrong = right.slice(0, at) + other + right.slice(at + 1);
      expect(parseTypedId(wrong + checkCharacter(right))).toBeUndefined();
    }),
  );
});
