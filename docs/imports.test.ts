/** ARCHITECTURE.md's picture and its layers of the gateway are what the code does. */
import { expect, test } from '@jest/globals';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const root = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const page = read('ARCHITECTURE.md');
const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };

/** Product code of a folder: no tests, nothing that only tests start. */
const sources = (pattern: string): string[] =>
  globSync(pattern, { cwd: root }).filter((file) => !/\.test\.ts$|\/test-|\/testing\/|fixture/.test(file));

const statement = /^(?:import|export)\b(?<typeOnly> type\b)?[^;'"`]*? from '(?<from>[^']+)'/gm;
const nameless = /(?:^import |\bimport\(\s*)'(?<from>[^']+)'/gm;

/** What a file imports, as a path from the root or the name of a package. */
function importsOf(file: string, { types }: { types: boolean }): string[] {
  const source = read(file);
  const stated = [...source.matchAll(statement)].filter(({ groups }) => types || groups!['typeOnly'] === undefined);
  return [...stated, ...source.matchAll(nameless)].map(({ groups }) => {
    const from = groups!['from']!;
    return from.startsWith('.') ? normalize(join(dirname(file), from)) : from.replace(/^@daunguon\//, '');
  });
}

test('the picture has every workspace but those that may import anything, and no arrow more or less than the code', () => {
  const [, picture] = /```mermaid\nflowchart BT\n(.*?)```/s.exec(page)!;
  const lines = picture!.trim().split('\n');
  const drawn = lines.filter((line) => line.includes('-->')).map((line) => line.trim());
  const shown = workspaces.filter((workspace) => !['test-network', 'bench'].includes(workspace));
  expect([...new Set(lines.flatMap((line) => line.trim().split(' --> ')))].sort()).toEqual([...shown].sort());
  const arrows = shown.flatMap((workspace) =>
    sources(`${workspace}/{src,server,evm}/**/*.ts`)
      .flatMap((file) => importsOf(file, { types: true }))
      .map((target) => target.split('/')[0]!)
      .filter((target) => target !== workspace && [...workspaces, 'run', 'build'].includes(target))
      .map((target) => `${workspace} --> ${target}`),
  );
  expect([...new Set(arrows)].sort()).toEqual(drawn.sort());
});

const layers = ['programs', 'rooms', 'stores', 'ground'].map((name) => {
  const [, cell] = new RegExp(`^\\| ${name} +\\|(.*)\\|$`, 'm').exec(page)!;
  return [...cell!.matchAll(/`([^`]+)`/g)].map(([, entry]) => entry!);
});

/** Row of a path below `gateway-api/src`, counted from the top; -1 where the page does not name it. */
function layerOf(path: string): number {
  const [first, ...rest] = path.split('/');
  const named = rest.length > 0 ? `${first}/` : first!;
  return layers.findIndex((entries) =>
    entries.some((entry) => entry === named || (entry === 'mount-*.ts' && /^mount-.*\.ts$/.test(named))),
  );
}

const gateway = 'gateway-api/src/';
const files = sources(`${gateway}**/*.ts`).map((file) => file.slice(gateway.length));

test('every folder and file of the gateway stands in one layer, and each layer names what exists', () => {
  expect(files.filter((file) => layerOf(file) === -1)).toEqual([]);
  const entries = layers.flat();
  expect(entries.filter((entry, index) => entries.indexOf(entry) !== index)).toEqual([]);
  const dead = entries.filter(
    (entry) => !files.some((file) => file.startsWith(entry) || layerOf(file) === layerOf(entry.replace('*', 'x'))),
  );
  expect(dead).toEqual([]);
});

test('no code of the gateway imports a layer above its own', () => {
  const up = files.flatMap((file) =>
    importsOf(gateway + file, { types: false })
      .filter((target) => target.startsWith(gateway))
      .map((target) => target.slice(gateway.length))
      .filter((target) => layerOf(target) < layerOf(file))
      .map((target) => `${file} imports ${target}`),
  );
  expect(up).toEqual([]);
});
