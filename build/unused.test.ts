/** What nobody asks for is kept, translated and painted for nobody: words of the workspaces, classes of their stylesheets, verbs of npm. */
import { expect, test } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from '../explorer-ui/src/i18n/vi.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const readAll = (files: readonly string[]): string => files.map(read).join('\n');
const isWordTable = /(?:words|common)\.(?:vi|en)\.ts$/;
const codeOf = (folder: string): string =>
  readAll(
    globSync(`${folder}/src/**/*.{ts,html}`, { cwd: root }).filter(
      (file) => !file.endsWith('.test.ts') && !isWordTable.test(file),
    ),
  );
const workspaces = codeOf('explorer-ui');

/** Beginnings of names whose end is known at run time only: `badge-${state}`, 'badge-' + state. */
const beginnings = (code: string): string[] => [
  ...[...code.matchAll(/(?<=[`\s'])([a-z][a-z0-9.-]*[.-])\$\{/g)].map(([, name]) => name!),
  ...[...code.matchAll(/([a-z][a-z0-9.-]*[.-])' \+/g)].map(([, name]) => name!),
];
const quoted = new Set([...workspaces.matchAll(/['"`]([\w.:/-]+)['"`]/g)].map(([, name]) => name!));

test('every word of the workspaces is asked for, by its key or its family', () => {
  const families = read('explorer-ui/src/i18n/words.ts').match(/export type WordFamily =([^;]+);/)![1]!;
  const known = [...families.matchAll(/'([a-z0-9.-]+)'/g)].map(([, family]) => family!);
  const askers = workspaces.replace(families, '');
  expect(known.length).toBeGreaterThan(50);
  expect(known.filter((family) => !askers.includes(`'${family}'`))).toEqual([]);

  const begun = [...known.map((family) => `${family}.`), ...beginnings(workspaces)];
  const keys = Object.keys(vi);
  expect(keys.length).toBeGreaterThan(1000);
  expect(keys.filter((key) => !quoted.has(key) && !begun.some((beginning) => key.startsWith(beginning)))).toEqual([]);
});

/** Classes that the rules of a stylesheet name; what stands in its braces is no selector. */
const classesOf = (css: string): Set<string> => {
  const selectors = css.replaceAll(/\/\*[^]*?\*\//g, '').replaceAll(/@import[^;]+;/g, '');
  return new Set([...selectors.replaceAll(/\{[^{}]*\}/g, '{}').matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name!));
};

test.each(['explorer-ui', 'verifier-web'])('every class that the stylesheets of %s paint is given', (folder) => {
  const code = codeOf(folder);
  const given = new Set(code.match(/[a-z][\w-]*/g));
  const begun = beginnings(code);
  const painted = classesOf(readAll(globSync(`${folder}/src/**/*.css`, { cwd: root })));
  expect(painted.size).toBeGreaterThan(50);
  const isGiven = (name: string): boolean => given.has(name) || begun.some((beginning) => name.startsWith(beginning));
  expect([...painted].filter((name) => !isGiven(name))).toEqual([]);
});

test('every verb of npm is told of in the README', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const told = new Set([...read('README.md').matchAll(/npm (?:run (?:-s )?)?([a-z:]+)/g)].map(([, verb]) => verb!));
  expect(Object.keys(scripts).filter((verb) => !told.has(verb))).toEqual([]);
});
