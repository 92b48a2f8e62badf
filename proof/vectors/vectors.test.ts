import { expect, test } from '@jest/globals';
import { expected } from './expected.ts';
import { readVectors } from './read-vectors.ts';
import { runVectors } from './run-vectors.ts';

test('published vectors hold', () => {
  expect(runVectors(readVectors())).toEqual(expected);
});
