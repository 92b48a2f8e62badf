/** Runs the second verifier, and gives what it printed. */
import { expect } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleVectors } from '../../proof/vectors/daunguon/bundle-cases.ts';

export const file = join(import.meta.dirname, '../../proof/vectors/daunguon/data/bundles.json');
export const vectors = JSON.parse(readFileSync(file, 'utf8')) as BundleVectors;

export const secondVerifier = (args: string[], input = ''): string => {
  const { status, stdout, stderr } = spawnSync('python3', [join(import.meta.dirname, 'verify.py'), ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};
