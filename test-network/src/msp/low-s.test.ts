import { expect, test } from '@jest/globals';
import { isLowS, normaliseLowS } from './low-s.ts';

// s = order - 1, and its low twin s = 1
const HIGH = Buffer.from('3026020101022100ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632550', 'hex');
const LOW = Buffer.from('3006020101020101', 'hex');

test('a high S becomes its low twin', () => {
  expect(isLowS(HIGH)).toBe(false);
  expect(normaliseLowS(HIGH)).toEqual(LOW);
  expect(isLowS(LOW)).toBe(true);
});

test('bytes that are no signature are not low', () => {
  expect(isLowS(Buffer.from('3006020101020101ff', 'hex'))).toBe(false);
  expect(isLowS(Buffer.alloc(0))).toBe(false);
});
