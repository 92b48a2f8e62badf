import { expect, test } from '@jest/globals';
import { commitRecord, recordSalt } from './commitment.ts';
import { sha256Hex } from './digest.ts';

// Expected values computed with Python's hashlib from the written definition.
const salt = '2cd408127ebec7e18d02787f5edd1e0a';

test('sha256Hex hashes text as UTF-8', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256Hex('Đ')).toBe('d190dc4dd4043c6401cd561d849fc1ce494b0486e7074ac321b580bc9a4fe047');
});

test('the salt is bound to transaction, record and version', () => {
  expect(
    recordSalt('abababababababababababababababababababababababababababababababab', '01ARZ3NDEKTSV4RRFFQ69G5FAV', 3),
  ).toBe(salt);
  expect(
    recordSalt('abababababababababababababababababababababababababababababababab', '01ARZ3NDEKTSV4RRFFQ69G5FAV', 4),
  ).not.toBe(salt);
});

test('the commitment covers salt and body, whatever the order of the members', () => {
  const commitment = 'ae5d4b71262d1c7bcb6f9fbe849e2ddb0af47ba0364237c685677dbba6997ba5';
  expect(commitRecord({ weightKg: '12.5', name: 'Sầu riêng', lot: 'L1' }, salt)).toBe(commitment);
  expect(commitRecord({ weightKg: '12.6', name: 'Sầu riêng', lot: 'L1' }, salt)).not.toBe(commitment);
  expect(() => commitRecord({}, salt.toUpperCase())).toThrow('salt');
});
