import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeVectors } from './make-vectors.ts';

test('the files are what the format gives today: a change of the format shows here', () => {
  for (const [file, content] of Object.entries(makeVectors())) {
    const stored: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'data', file), 'utf8'));
    expect({ file, content: stored }).toEqual({ file, content: JSON.parse(JSON.stringify(content)) });
  }
});
