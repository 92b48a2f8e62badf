/** No figure is typed in by hand: what was measured stands beside the command that prints it, what others publish beside its source; every command is described. */
import { expect, test } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** Names of the measurements, as `benches.ts` loads them. */
const known = [...read('bench/src/benches.ts').matchAll(/^ {2}'?([a-z0-9-]+)'?: async \(/gm)].map(([, name]) => name!);

/** Pages whose figures are rules, not measurements. The history says when and how each of its figures came about. */
const rules: Readonly<Record<string, string>> = {
  'CHANGELOG.md': 'history',
  'docs/configuration.md': 'settings, written from what is read',
  'docs/limits.md': 'limits and times that the code keeps',
  'docs/integrate.md': 'times of the protocol with sharing systems',
  'docs/proof-format.md': 'lengths of the format',
  'docs/map-soundness.md': 'lengths of the format',
  'docs/problems.md': 'limits, written from the table of problems',
  'docs/disaster.md': 'times that the law sets',
  'docs/incident.md': 'times that the law sets',
};
const glob = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: root }).map((path) => path.replaceAll('\\', '/'));
const decisions = glob('docs/adr/*.md');
const guides = glob('docs/guide/**/*.md');
const pages = glob(
  '*.md',
  'docs/*.md',
  'docs/{screens,second-verifier}/*.md',
  '{network,test-network,explorer-ui,verifier-web,deploy}/*.md',
).filter((path) => !(path in rules));

/** Paragraphs with the commands that stand right above them, and rows of tables with what stands above their columns. */
const partsOf = (page: string): string[] =>
  read(page)
    .split(/\n\s*\n/)
    .flatMap((block, index, blocks) => {
      const [head = '', , ...rows] = block.split('\n');
      if (head.startsWith('|')) return rows.map((row) => `${head}\n${row}`);
      const before = blocks[index - 1] ?? '';
      return [before.startsWith('```') ? `${before}\n${block}` : block];
    });

/** Times, sizes and rates. */
const figure =
  /\d(?:\s|-)?(?:s|ms|kB|KB|MB|GB|TB|bytes|seconds?|minutes?|hours?|%)(?![\w-])|\d\s[a-z ]{0,20}a second\b|\d tx\/s/;
/** Stands beside a figure that is no measurement: ² a planning value or a choice, explained on its page (m² is an area). */
const isPlanned = (part: string): boolean => /(?<!m)²/.test(part);
const commandsIn = (text: string): string[] =>
  [...text.matchAll(/bench -- ((?:[a-z0-9-]+ ?)+)/g)]
    .flatMap(([, names]) => names!.trim().split(' '))
    .filter((name) => !/^(?:--|\d)/.test(name));
/** Where others publish it, or the test that anybody can run. */
const hasSource = (part: string): boolean => /https:\/\/|\.test\.ts|npm test/.test(part);

test('the page of benchmarks describes every measurement, and no other', () => {
  const described = [...read('docs/benchmarks.md').matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, name]) => name!);
  expect(described.toSorted()).toEqual(known.toSorted());
});

test('all pages are looked at', () => {
  expect(known.length).toBeGreaterThan(30);
  expect(pages.length).toBeGreaterThanOrEqual(20);
  expect(Object.keys(rules).filter((page) => read(page) === '')).toEqual([]);
});

test.each(pages)('every figure of %s has its command, its source, or says that nobody measured it', (page) => {
  const bare = partsOf(page).filter(
    (part) =>
      (figure.test(part) || part.includes('¹')) &&
      commandsIn(part).length === 0 &&
      !isPlanned(part) &&
      !hasSource(part),
  );
  expect(bare).toEqual([]);
});

/** Limits that are chosen are rules; what something takes, costs or weighs was measured. */
const measures =
  /\b(?:measured|took|takes?|costs?|saves?|weighs?|installed|gzip(?:ped)?|seen|about|some|longest)\b|đo được|khoảng/i;

/** A decision is of its day, a guide tells of limits: they choose figures, and say of what was measured how. */
test.each([...decisions, ...guides])('what %s measured has its command', (page) => {
  const measured = partsOf(page)
    .flatMap((part) => part.split(/(?<=[.:;])\s/).map((sentence) => [sentence, part] as const))
    .filter(([sentence, part]) => measures.test(sentence) && figure.test(sentence) && commandsIn(part).length === 0)
    .map(([sentence]) => sentence);
  expect(measured.filter((sentence) => !hasSource(sentence))).toEqual([]);
});

test.each([...pages, ...decisions])('%s explains ² where it uses it, and names measurements that there are', (page) => {
  const text = read(page);
  if (isPlanned(text)) expect(text).toMatch(/²[^\n]*(planning|chosen|set by)/i);
  expect(commandsIn(text).filter((name) => !known.includes(name))).toEqual([]);
});
