import { expect, test } from '@jest/globals';
import { warmUp } from './warm-up.ts';

test('runs the arithmetic to its end: the signature of the standard is valid', () => {
  expect(warmUp()).toBe(true);
});
