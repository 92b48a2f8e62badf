/** Addresses that pages of the workspaces write out, in links and files to take along: what they ask by `Api` the compiler holds to the description. */
import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allCommands, allLists } from '../domains.ts';
import { operations } from './operations.ts';

const folder = join(import.meta.dirname, '../../../explorer-ui/src');
const generated = join('api', 'operations.ts');

test('every address of the API in a page is one of an operation', () => {
  const known = operations(allCommands, allLists).map(({ path }) => path.replaceAll(/[:*]\w+/g, '{}'));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(ts|html)$/.test(name) && !name.endsWith('.test.ts') && name !== generated,
  );
  const asked = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/['"`](\/(?:api|session)\/[^'"`?]*)/g)].map(([, path = '']) =>
      path.replaceAll(/\$\{[^}]*\}?|\{\w+\}/g, '{}'),
    ),
  );
  expect(asked.length).toBeGreaterThan(300);
  // Any part may stand for an expression, and what goes on behind one is known by its beginning.
  const isKnown = (path: string): boolean => {
    const parts = path
      .replace(/\/$/, '')
      .split('{}')
      .map((part) => part.replaceAll('.', '\\.'));
    return known.some((one) => new RegExp(`^${parts.join('[^/]*')}`).test(one));
  };
  expect([...new Set(asked)].filter((path) => !isKnown(path))).toEqual([]);
});
