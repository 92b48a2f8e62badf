import { expect, test } from '@jest/globals';
import { parseDecimal } from './decimal.ts';

test('sizes to 2^63−1, exactly', () => {
  expect(parseDecimal('0')).toBe(0n);
  expect(parseDecimal('9007199254740993')).toBe(9007199254740993n);
  expect(parseDecimal('9223372036854775807')).toBe(9223372036854775807n);
});

test.each(['', '00', '01', '+1', '-1', ' 1', '1\n', '1.0', '1e3', '0x1', '١', '9223372036854775808', '9'.repeat(400)])(
  '%j is none',
  (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  },
);
