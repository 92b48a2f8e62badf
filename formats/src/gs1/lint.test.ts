import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linters } from './lint.ts';

const file = join(import.meta.dirname, '../../vectors/gs1-syntax-dictionary/lint.json');
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { pass: string[]; fail: string[] }>;

/** Published only for a reference with a list of company prefixes at hand, which we have not. */
const ours = {
  gcppos1: { pass: ['8936', '8936A'], fail: ['893', '89A6', ''] },
  gcppos2: { pass: ['18936'], fail: ['8936'] },
};
Object.assign(vectors, ours);

test('every linter has vectors', () => {
  expect(Object.keys(linters).sort()).toEqual(Object.keys(vectors).sort());
});

test.each(Object.keys(vectors))('%s agrees with the reference on every vector', (name) => {
  const { pass, fail } = vectors[name]!;
  expect(pass.filter((text) => !linters[name]!(text))).toEqual([]);
  expect(fail.filter((text) => linters[name]!(text))).toEqual([]);
});
