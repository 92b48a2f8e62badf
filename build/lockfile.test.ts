import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forUse, offLock, unpinned, type Lockfile } from './lockfile.ts';

const root = join(import.meta.dirname, '..');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;
const integrity = `sha512-${'A'.repeat(86)}==`;

test('every package that is installed is pinned by its SHA-512', () => {
  expect(unpinned(lock)).toEqual([]);
  expect(forUse(lock).length).toBeGreaterThan(100);
});

test('one that is not pinned, or comes from elsewhere, is named', () => {
  const packages = {
    '': {},
    'node_modules/good': { integrity, resolved: 'https://registry.example/good/-/good-1.0.0.tgz' },
    'node_modules/our': { link: true },
    'node_modules/bare': {},
    'node_modules/a/node_modules/old': { integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' },
    'node_modules/git': { integrity, resolved: 'git+ssh://git@example.com/a/b.git#c0ffee' },
    'node_modules/plain': { integrity, resolved: 'http://registry.example/plain/-/plain-1.0.0.tgz' },
  };
  expect(unpinned({ lockfileVersion: 3, packages }).map((line) => line.split(':')[0])).toEqual([
    ...['node_modules/bare', 'node_modules/a/node_modules/old', 'node_modules/git', 'node_modules/plain'],
  ]);
  expect(unpinned({ lockfileVersion: 1, packages: {} })).toHaveLength(1);
});

test('a bill of materials is held to the lockfile: what is missing, and what is of another version or not for use', () => {
  const packages = {
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a/node_modules/@b/c': { version: '2.0.0' },
    'node_modules/test': { version: '3.0.0', dev: true },
  };
  const billed = ['@daunguon/proof@0.1.0', 'a@1.0.1', 'test@3.0.0', '@b/c@2.0.0'];
  expect(offLock(billed, { packages })).toEqual(['a@1.0.0 is missing', 'a@1.0.1 is not for use', 'test@3.0.0 is not for use']); // prettier-ignore
});
