/** The guide tells the truth: what it links to exists, what it calls short is short, and its commands are there. */
import { expect, test } from '@jest/globals';
import { domainSlugs } from '@daunguon/records';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const links = (file: string): string[] => [...read(file).matchAll(/\]\(([^)#:]+)\)/g)].map(([, target]) => target!);

const pages = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));

test.each([...pages('.'), ...pages('docs'), ...pages('docs/adr'), ...pages('docs/guide')])(
  'every file that %s links to exists',
  (file) => {
    expect(links(file).filter((target) => !existsSync(join(root, dirname(file), target)))).toEqual([]);
  },
);

test('the list of documents has every one', () => {
  const listed = links('docs/README.md').map((target) => join('docs', target));
  const all = [...pages('docs'), ...pages('docs/guide')].filter((page) => page !== join('docs', 'README.md'));
  expect(all.filter((page) => !listed.includes(page))).toEqual([]);
});

test('the batch walk names ten files of under 250 lines', () => {
  const walk = links('ARCHITECTURE.md').filter((target) => target.endsWith('.ts') && !target.endsWith('.test.ts'));
  expect(new Set(walk).size).toBe(10);
  expect(walk.filter((target) => read(target).split('\n').length > 250)).toEqual([]);
});

const { scripts, workspaces } = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  workspaces: string[];
};
const programs = workspaces.flatMap((workspace) =>
  Object.keys((JSON.parse(read(`${workspace}/package.json`)) as { bin?: object }).bin ?? {}),
);
/** npm's own verbs, and programs of others. */
const ofOthers = ['ci', 'install', 'pack', 'tsc'];

test.each(
  globSync(['*.md', 'docs/**/*.md', '{network,test-network,explorer-ui,verifier-web,deploy}/*.md'], { cwd: root }),
)('every command that %s names exists', (page) => {
  const code = [...read(page).matchAll(/```[^]*?```|`[^`\n]+`/g)].join('\n');
  const named = (pattern: RegExp): string[] => [...code.matchAll(pattern)].map(([, name]) => name!);
  const verbs = [...named(/\bnpm (?:run (?:-s )?)?([a-z][a-z:]*)/g), ...named(/\bnpx ([a-z][\w-]*)/g)];
  expect(verbs.filter((verb) => ![...Object.keys(scripts), ...programs, ...ofOthers].includes(verb))).toEqual([]);
  expect(named(/\bnode ([\w./-]+\.ts)\b/g).filter((file) => !existsSync(join(root, file)))).toEqual([]);
});

test('the glossary has each pair of words once', () => {
  const rows = [...read('GLOSSARY.md').matchAll(/^\| ([^|]*?) *\| ([^|]*?) *\|/gm)].map(
    ([, vi, code]) => `${vi} = ${code}`,
  );
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.filter((row, index) => rows.indexOf(row) !== index)).toEqual([]);
});

const layers = ['records', 'chaincode', 'gateway-api', 'verifier-web'];

test.each(layers)('%s has a folder for every domain, and none for others', (layer) => {
  const folders = readdirSync(join(root, layer, 'src/domains'), { withFileTypes: true });
  const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(names.sort()).toEqual([...domainSlugs].sort());
});

test('every domain has a scenario', () => {
  const scenario = (slug: string): string[] => globSync(`test-network/scenarios/${slug}/*.test.ts`, { cwd: root });
  expect(domainSlugs.filter((slug) => scenario(slug).length === 0)).toEqual([]);
});

test('a domain imports of other domains nothing but registry', () => {
  const imports = layers.flatMap((layer) =>
    domainSlugs.flatMap((slug) => {
      const folder = join(layer, 'src/domains', slug);
      const files = readdirSync(join(root, folder)).filter(
        (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
      );
      const others = domainSlugs.filter((other) => other !== slug && other !== 'registry');
      return files.flatMap((name) =>
        others
          .filter((other) => read(join(folder, name)).includes(`'../${other}/`))
          .map((other) => `${slug}/${name} imports ${other}`),
      );
    }),
  );
  expect(imports).toEqual([]);
});
