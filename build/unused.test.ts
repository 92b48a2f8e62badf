/** What nobody asks for is kept, translated and painted for nobody: words of the workspaces, classes of their stylesheets, verbs of npm, settings, data files. */
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

const packages =
  '{records,proof,formats,chaincode,gateway-api,clinic,client,network,test-network,explorer-ui,verifier-web,bench}';
const programs = globSync(
  [`${packages}/{src,scenarios,testing,test,server}/**/*.{ts,html}`, '{run,build,docs}/**/*.ts', '*.mjs'],
  { cwd: root },
);
const code = readAll(programs);
const pages = readAll(
  globSync(['*.md', 'docs/**/*.md', `${packages}/*.md`, 'deploy/*.*', 'deploy/kubernetes/*', '.env.example'], {
    cwd: root,
  }).filter((file) => file !== 'CHANGELOG.md'),
);
/** Set by Node, Jest or the system, or read by Fabric's own programs. */
const ofOthers = /^(?:NODE_.*|PATH|XDG_STATE_HOME|JEST_WORKER_ID|CORE_PEER_.*|FABRIC_LOGGING_SPEC)$/;

test('every setting that a program reads is told of, in a page or its usage, or given by another program', () => {
  const commands = readAll(programs.filter((file) => !file.endsWith('.test.ts')));
  const read = new Set([
    ...[...commands.matchAll(/\benv(?:\.|\[')([A-Z][A-Z0-9_]*)\b/g)].map(([, name]) => name!),
    ...[...commands.matchAll(/'((?:DN|BENCH)_[A-Z0-9_]+)'/g)].map(([, name]) => name!),
  ]);
  const named = new Set(`${pages}\n${code}`.match(/(?<!env\.|['"A-Z0-9_])[A-Z][A-Z0-9_]+\b/g));
  expect(read.size).toBeGreaterThan(60);
  expect([...read].filter((name) => !ofOthers.test(name) && !named.has(name))).toEqual([]);
});

test('every setting that a page tells of is read', () => {
  const told = new Set(pages.match(/\b(?:DN|BENCH)_[A-Z][A-Z0-9_]*[A-Z0-9]\b/g));
  expect(told.size).toBeGreaterThan(50);
  const ofExamples = /^DN_(?:URL|KEY|RECEIVER)$/;
  const known = new Set([...code.matchAll(/'((?:DN|BENCH)_[A-Z0-9_]+)/g)].map(([, name]) => name!));
  // a secret may stand in a file: the code reads both from one name
  expect(
    [...told].filter((name) => !ofExamples.test(name) && !known.has(name) && !known.has(name.replace(/_FILE$/, ''))),
  ).toEqual([]);
});

test('every data file beside the code is read, by its name or with its folder', () => {
  const data = globSync(`${packages}/{src,vectors,scenarios,testing}/**/*.*`, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.(?:ts|html|css|md)$|\/package(?:-lock)?\.json$|\/tsconfig[^/]*\.json$/.test(file));
  expect(data.length).toBeGreaterThan(50);
  const isRead = (file: string): boolean => {
    const [folder, name] = file.split('/').slice(-2) as [string, string];
    return code.includes(name) || [`/${folder}/`, `'${folder}'`, `/${folder}'`].some((part) => code.includes(part));
  };
  expect(data.filter((file) => !isRead(file))).toEqual([]);
});
