import { describe, expect, test } from '@jest/globals';
import { commitFields, discloseFields, fieldSalt, verifyField, type Field } from './field-tree.ts';

// Expected values computed with Python's hashlib and hmac from docs/proof-format.md §1.
const id = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const seed = new Uint8Array(32).fill(7);
const values = { '/name': 'Nguyễn Thị Hoa', '/grade': null, '/year': 2026, '/a~1b': ['x', { y: true }], '/no': '' };
const fields: Field[] = Object.entries(values).map(([pointer, value]) => ({
  pointer,
  value,
  salt: fieldSalt(seed, id, 3, pointer),
}));
const commitment = 'fed8d44277e062779786c6498988c6ec632a870d2dceb41f68be52e0b12fdb40';

test('salts are bound to seed, record, version and pointer', () => {
  expect(fields.map(({ salt }) => salt)).toEqual([
    '8dc4db0d6f63b3aface519e331aa8b0fd880278921c17f9cf94727f5928fc2cb',
    '13f801862c1785134092b30c52a90fffd31fcb04afce4a95f06898ca6bbb267c',
    '8d37080754cc1c5236d48483bf4f4ffa0e053073afb4a29f5f87af6eedaf32b6',
    '1c8a09f4dd000b12e27fbd0d27c01815cc5b7cf53046dac873fb66b852088e2a',
    '7366449ec97dce884edd7e41aaae2bf325c3cd609f6ddb9b75abc0b93fb9ef07',
  ]);
  expect(() => fieldSalt(new Uint8Array(31), id, 3, '/name')).toThrow(RangeError);
});

test('the commitment covers every field in its place', () => {
  expect(commitFields(fields)).toBe(commitment);
  expect(commitFields(fields.slice(0, 1))).toBe('0f4fac9121490385063ffe5a3b695a549967490a89d2027cb85823dafb6aca96');
  expect(commitFields(fields.toReversed())).not.toBe(commitment);
  expect(() => commitFields([])).toThrow(RangeError);
  expect(() => commitFields([{ ...fields[0]!, salt: 'AB'.repeat(32) }])).toThrow(RangeError);
});

describe('a field shown alone', () => {
  const disclosed = discloseFields(fields, [0, 1, 2, 3, 4]);

  test('proves against the commitment', () => {
    expect(disclosed.map((field) => verifyField(field, commitment))).toEqual([true, true, true, true, true]);
    expect(disclosed.map(({ path }) => path.length)).toEqual([3, 3, 3, 3, 1]);
    expect(verifyField(disclosed[0]!, 'ab'.repeat(32))).toBe(false);
    expect(() => discloseFields(fields, [5])).toThrow(RangeError);
  });

  const [, grade] = disclosed as [unknown, (typeof disclosed)[number]];
  test.each([
    ['another value', { value: 'A' }],
    ['another pointer', { pointer: '/other' }],
    ['another salt', { salt: 'ab'.repeat(32) }],
    ['a salt of another form', { salt: '' }],
    ['another place', { index: 0 }],
    ['a place beyond the count', { index: 5 }],
    ['a negative place', { index: -1 }],
    ['half a place', { index: 0.5 }],
    ['another count', { count: 4 }],
    ['no fields', { count: 0 }],
    ['more fields than there can be', { count: 65_536 + 5 }],
    ['a shorter path', { path: grade.path.slice(1) }],
    ['a value without canonical form', { value: 1.5 }],
  ])('proves nothing with %s', (_name, change) => {
    expect(verifyField({ ...grade, ...change }, commitment)).toBe(false);
  });
});
