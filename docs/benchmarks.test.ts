/** A figure that was measured has a command that prints it, and every command is described. */
import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Names of the measurements, as `benches.ts` loads them. */
const known = [...read('bench/src/benches.ts').matchAll(/^ {2}'?([a-z0-9-]+)'?: async \(/gm)].map(([, name]) => name!);

const described = [...read('docs/benchmarks.md').matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, name]) => name!);

test('the page describes every measurement, and no other', () => {
  expect(known.length).toBeGreaterThan(30);
  expect(described.toSorted()).toEqual(known.toSorted());
});

const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

test.each(pages)('%s names only measurements that there are', (page) => {
  const named = [...read(page).matchAll(/bench -- ([a-z0-9 -]+)/g)].flatMap(([, names]) => names!.trim().split(' '));
  expect(named.filter((name) => !name.startsWith('-') && !known.includes(name) && !/^\d*$/.test(name))).toEqual([]);
});

/** The paragraph or table row around each ¹, the sign of a figure that was measured. */
const measured = (page: string): string[] =>
  read(page)
    .split(/\n(?:\n|(?=\|))/)
    .filter((part) => /\d[^|\n]*¹|¹[^|\n]*\d/.test(part));

test.each(pages)('every measured figure (¹) of %s stands beside its command', (page) => {
  expect(measured(page).filter((part) => !part.includes('bench -- '))).toEqual([]);
});
