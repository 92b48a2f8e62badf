import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildExplorer, explorerDist } from '../../explorer-ui/server/build-explorer.ts';
import { measurement, type Measurement } from './measurement.ts';

/** Scripts that a page's HTML asks for at once. */
const scriptsOf = (folder: string): readonly string[] =>
  [...readFileSync(join(folder, 'index.html'), 'utf8').matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(
    ([, name]) => name ?? '',
  );
const gzipped = (folder: string): number =>
  scriptsOf(folder).reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name)), { level: 9 }).length, 0);

/** Gzipped bytes of script that the field app loads before it shows its first page, beside those of the workspaces. */
export async function fieldBytes(): Promise<Measurement> {
  buildExplorer();
  return measurement({
    name: 'field-bytes',
    value: gzipped(join(explorerDist, 'field')) / 1000,
    unit: 'kB of script before the first page, gzip',
    target: { atMost: 120 },
    other: { name: 'the workspaces, built from the same sources, kB gzip', value: gzipped(explorerDist) / 1000 },
  });
}

/** Gzipped bytes of script that the workspaces load before their first page; charts, maps and every page come when they are opened. */
export async function explorerBytes(): Promise<Measurement> {
  buildExplorer();
  return measurement({
    name: 'explorer-bytes',
    value: gzipped(explorerDist) / 1000,
    unit: 'kB of script before the first page, gzip',
    target: { atMost: 200 },
    other: {
      name: 'the field app, built from the same sources, kB gzip',
      value: gzipped(join(explorerDist, 'field')) / 1000,
    },
  });
}
