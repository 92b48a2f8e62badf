import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { licencePage, licencesIn } from './licences.ts';

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
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8')) as {
    packages: Record<
      string,
      { dev?: boolean; devOptional?: boolean; link?: boolean; license?: string | { type: string } }
    >;
  };
  const used = Object.entries(lock.packages).filter(([path, one]) => path.startsWith('node_modules/') && one.dev !== true && one.devOptional !== true && one.link !== true); // prettier-ignore
  expect(used.length).toBeGreaterThan(100);
  const strong = used.filter(([, { license }]) => {
    const text = typeof license === 'string' ? license : (license?.type ?? '');
    return /\b(A?GPL|SSPL|BUSL)\b/i.test(text) && !/\bOR\b/.test(text);
  });
  expect(strong.map(([path, { license }]) => [path, license])).toEqual([]);
});
