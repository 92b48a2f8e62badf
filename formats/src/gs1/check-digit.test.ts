import { expect, test } from '@jest/globals';
import { gs1CheckDigit, hasGs1CheckDigit } from './check-digit.ts';

// Worked examples of the GS1 General Specifications: GTIN-13, GTIN-8, SSCC.
test.each([
  ['629104150021', 3],
  ['9638507', 4],
  ['37610425002123456', 9],
])('the check digit of %s is %i', (digits, expected) => {
  expect(gs1CheckDigit(digits)).toBe(expected);
  expect(hasGs1CheckDigit(`${digits}${expected}`)).toBe(true);
  expect(hasGs1CheckDigit(`${digits}${(expected + 1) % 10}`)).toBe(false);
});

test.each(['', '0', '12a4', '٠١٢٣'])('%j is no key with a check digit', (text) => {
  expect(hasGs1CheckDigit(text)).toBe(false);
});
