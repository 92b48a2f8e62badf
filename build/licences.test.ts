import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { demanding, licencePage, licencesIn } from './licences.ts';
import type { Lockfile } from './lockfile.ts';

test('packages and their licences, our own left out', () => {
  const found = licencesIn({
    components: [
      { name: 'b', version: '1', licenses: [{ license: { id: 'MIT' } }] },
      { name: 'a', version: '2', licenses: [{ expression: 'MIT OR Apache-2.0' }] },
      { name: 'none', version: '3' },
      { name: '@daunguon/proof', version: '0.1.0' },
    ],
  });
  expect(found.map(({ name, licence }) => [name, licence])).toEqual([['a', 'MIT OR Apache-2.0'], ['b', 'MIT'], ['none', '']]); // prettier-ignore
  expect(licencePage(found)).toContain('| none | 3 | none named |');
});

test('what is installed for use has a licence that asks nothing of whoever runs or changes the product', () => {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as Lockfile;
  expect(demanding(lock)).toEqual([]);
  const packages = {
    'node_modules/a': { license: 'GPL-3.0-only' },
    'node_modules/b': { license: 'MIT OR GPL-3.0' },
    'node_modules/c': { license: { type: 'AGPL-3.0' } },
    'node_modules/d': { license: 'GPL-3.0', dev: true },
  };
  expect(demanding({ packages })).toEqual(['node_modules/a: GPL-3.0-only', 'node_modules/c: AGPL-3.0']);
});
