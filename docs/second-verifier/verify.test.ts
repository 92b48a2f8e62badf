import { expect, test } from '@jest/globals';
import { file, secondVerifier } from './second-verifier.ts';

test('the verifier written from docs/proof-format.md alone finds what the vectors say, step by step', () => {
  expect(secondVerifier([file])).toBe('50 cases, 0 differ\n');
});
