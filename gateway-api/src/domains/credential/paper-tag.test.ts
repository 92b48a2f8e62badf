import { expect, test } from '@jest/globals';
import { paperName, paperNumbers, paperTag } from './paper-tag.ts';

const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const numbers = { serialNumber: 'A 12/B', registerNumber: '7–9/QĐ', birthDate: '2008-01-31' };

test('a number is the same however it is copied off paper', () => {
  const tag = paperTag(key, numbers);
  for (const [serialNumber, registerNumber] of [
    ['a12/b', '7-9/qđ'],
    [' A 12 / B ', '7—9 / QĐ'],
    ['A 12/B'.normalize('NFD'), '7–9/QĐ'.normalize('NFD')],
  ] as const)
    expect(paperTag(key, { ...numbers, serialNumber, registerNumber })).toBe(tag);
});

test.each([
  ['serial number', { ...numbers, serialNumber: 'A 13/B' }],
  ['register number', { ...numbers, registerNumber: '7–9/QD' }],
  ['birth date', { ...numbers, birthDate: '2008-01-30' }],
  ['place of a boundary', { ...numbers, serialNumber: 'A12/B7', registerNumber: '–9/QĐ' }],
])('another %s is another document', (_what, changed) => {
  expect(paperTag(key, changed)).not.toBe(paperTag(key, numbers));
});

test('no issuer’s key finds another’s document', () => {
  expect(paperTag(other, numbers)).not.toBe(paperTag(key, numbers));
});

test('tries with any birth date are tries at one document', () => {
  expect(paperName(key, { ...numbers, serialNumber: 'a12/b' })).toBe(paperName(key, numbers));
  expect(paperName(key, numbers)).not.toBe(paperTag(key, numbers));
});

test('what lacks one of the three numbers cannot be looked up', () => {
  expect(paperNumbers({ ...numbers, fullName: 'Nguyễn Thị Văn Bằng' })).toEqual(numbers);
  for (const name of Object.keys(numbers)) expect(paperNumbers({ ...numbers, [name]: undefined })).toBeUndefined();
});
