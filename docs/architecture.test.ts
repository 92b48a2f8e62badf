/** The guide tells the truth: what it links to exists, what it calls short is short, and its commands are there. */
import { expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const links = (file: string): string[] => [...read(file).matchAll(/\]\(([^)#:]+)\)/g)].map(([, target]) => target!);

test.each(['README.md', 'ARCHITECTURE.md'])('every file that %s links to exists', (file) => {
  expect(links(file).filter((target) => !existsSync(join(root, target)))).toEqual([]);
});

test('the batch walk names ten files of under 250 lines', () => {
  const walk = links('ARCHITECTURE.md').filter((target) => target.endsWith('.ts'));
  expect(new Set(walk).size).toBe(10);
  expect(walk.filter((target) => read(target).split('\n').length > 250)).toEqual([]);
});

test('every npm verb that the README names is a script', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const verbs = [...read('README.md').matchAll(/npm (?:run (?:-s )?)?([a-z:]+)/g)].map(([, verb]) => verb!);
  expect(verbs.filter((verb) => verb !== 'packages' && !(verb in scripts))).toEqual([]);
});
