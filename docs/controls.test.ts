/** Every control of the level-3 dossier and every answer of the threat model names what shows it, and that exists. */
import { expect, test } from '@jest/globals';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const pages = ['cap-do-3.md', 'threat-model.md'] as const;
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Row {
  readonly section: string;
  readonly cells: readonly string[];
}
/** Rows of the tables of a page, below which heading each stands. */
function rowsOf(page: string): readonly Row[] {
  let section = '';
  return read(join('docs', page))
    .split('\n')
    .flatMap((line): Row[] => {
      section = /^## (.*)/.exec(line)?.[1] ?? section;
      const cells = line.split('|').slice(1, -1);
      return cells.length === 0 || /^\s*(-+)?\s*$/.test(cells[0]!)
        ? []
        : [{ section, cells: cells.map((cell) => cell.trim()) }];
    });
}
const linksIn = (cell: string): string[] => [...cell.matchAll(/\]\(([^)#]+)\)/g)].map(([, to]) => join('docs', to!));
/** A test, or a folder that has some. */
const isTest = (path: string): boolean =>
  existsSync(join(root, path)) &&
  (statSync(join(root, path)).isDirectory()
    ? globSync('**/*.test.ts', { cwd: join(root, path) }).length > 0
    : path.endsWith('.test.ts'));
const isCode = (path: string): boolean => /\.(ts|py|yaml)$/.test(path) && existsSync(join(root, path));

test('controls are numbered without a gap, and each is met, the operator’s, or open', () => {
  const rows = rowsOf('cap-do-3.md');
  expect(rows.map(({ cells }) => cells[0])).toEqual(rows.map((_, index) => String(index + 1)));
  expect(rows.length).toBeGreaterThanOrEqual(30);
  expect(rows.filter(({ cells }) => !/^(met|operator|open)\b/.test(cells[4]!))).toEqual([]);
});

test('a technical control that is met is shown by a test', () => {
  const met = rowsOf('cap-do-3.md').filter(({ section, cells }) => section.startsWith('Technical') && cells[4]!.startsWith('met')); // prettier-ignore
  expect(met.length).toBeGreaterThan(15);
  expect(met.filter(({ cells }) => !linksIn(cells[3]!).some(isTest)).map(({ cells }) => cells[1])).toEqual([]);
});

test('one that is the operator’s names what the product gives for it; one of management its page', () => {
  const others = rowsOf('cap-do-3.md').filter(({ section, cells }) => !section.startsWith('Technical') || !cells[4]!.startsWith('met')); // prettier-ignore
  const bare = others.filter(({ cells }) => !linksIn(cells[3]!).some((path) => existsSync(join(root, path))));
  // Policy and training of people are the organisation’s alone.
  expect(bare.map(({ cells }) => cells[0])).toEqual(['24']);
});

test('each threat is of STRIDE and answered by a test, or by the code where no test can be', () => {
  const rows = rowsOf('threat-model.md');
  expect(rows.length).toBeGreaterThan(30);
  expect(rows.filter(({ cells }) => !/^[STRIDE]$/.test(cells[0]!))).toEqual([]);
  const bare = rows.filter(({ cells }) => !linksIn(cells[3]!).some((path) => isTest(path) || isCode(path)));
  expect(bare.map(({ cells }) => cells[1])).toEqual([]);
});

test.each([...pages, 'operations.md', 'incident.md', 'disaster.md', 'personal-data.md', 'cosigning.md', 'deploy.md'])(
  'settings and programs that %s names exist',
  (page) => {
    const text = read(join('docs', page));
    const known = read('.env.example') + read('run/places.ts');
    const settings = [...text.matchAll(/\bDN_[A-Z_]+\b/g)].map(([name]) => name.replace(/_FILE$/, ''));
    expect(settings.filter((name) => !known.includes(name))).toEqual([]);
    const programs = [...text.matchAll(/\bnode ([\w./-]+\.ts)\b/g)].map(([, file]) => file!);
    expect(programs.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const verbs = [...text.matchAll(/\bnpm run (?:-s )?([a-z:]+)/g)].map(([, verb]) => verb!);
    expect(verbs.filter((verb) => !(verb in scripts))).toEqual([]);
  },
);
