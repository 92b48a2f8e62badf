import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { finishField } from './build-field.ts';
import { sourceDigest } from './source-digest.ts';

const root = join(import.meta.dirname, '../..');
const own = join(root, 'explorer-ui');
/** Where the built pages lie. */
export const explorerDist = join(own, 'dist');
const stampFile = join(explorerDist, '.sources');

/** What the pages are made of: sources of this package and of the two it imports, and the versions of everything else. */
const sources = ['explorer-ui/src', 'explorer-ui/public', 'records/src', 'proof/src', 'verifier-web/src/browser/scan'];
const settings = [
  'explorer-ui/angular.json',
  'explorer-ui/server/build-field.ts',
  'explorer-ui/tsconfig.app.json',
  'explorer-ui/tsconfig.field.json',
  'tsconfig.base.json',
  'package-lock.json',
];

const currentDigest = (): string => sourceDigest(sources, settings);

/** True while the built pages are those of the sources as they are now. */
export const isExplorerCurrent = (): boolean =>
  existsSync(stampFile) && readFileSync(stampFile, 'utf8') === currentDigest();

const fieldStamp = (folder: string): string => join(folder, 'field/.inputs');
/** The field app's own folders, and the map that it keeps on the device; what else it shares with the workspaces is known after a build. */
const fieldSources = [
  'explorer-ui/src/field',
  'explorer-ui/src/styles',
  'explorer-ui/public/data',
  'verifier-web/src/browser/scan',
];

/** What a build of the field app was made of: most changes to the workspaces leave it as it is. */
interface FieldStamp {
  readonly digest: string;
  /** Files of the repository, as esbuild lists them. */
  readonly files: readonly string[];
}
const fieldDigest = (files: readonly string[]): string => sourceDigest(fieldSources, [...files, ...settings]);

function isFieldCurrent(): boolean {
  try {
    const { digest, files } = JSON.parse(readFileSync(fieldStamp(explorerDist), 'utf8')) as FieldStamp;
    return digest === fieldDigest(files);
  } catch {
    // No build yet, or a file that is gone.
    return false;
  }
}

/** The field app below `built`, beside the workspaces: built in `work` unless the last one is of the same files. */
function addField(work: string, built: string): void {
  const target = join(built, 'field');
  if (isFieldCurrent()) {
    cpSync(join(explorerDist, 'field'), target, { recursive: true });
    return;
  }
  ngBuild('field', join(work, 'field'));
  const { inputs } = JSON.parse(readFileSync(join(work, 'field/browser-stats.json'), 'utf8')) as { inputs: object };
  const files = Object.keys(inputs)
    .map((path) => relative(root, join(own, path)))
    .filter((path) => existsSync(join(root, path)) && !path.includes('node_modules'));
  renameSync(join(work, 'field/browser'), target);
  finishField(target, built);
  writeFileSync(fieldStamp(built), JSON.stringify({ digest: fieldDigest(files), files } satisfies FieldStamp));
}

/** Builds one target of angular.json into a folder. @throws with the compiler's words */
function ngBuild(target: string, folder: string): void {
  const ng = createRequire(import.meta.url).resolve('@angular/cli/bin/ng.js');
  const done = spawnSync(process.execPath, [ng, 'build', target, '--output-path', folder], {
    cwd: own,
    encoding: 'utf8',
    env: { ...process.env, NG_CLI_ANALYTICS: 'false', CI: '1' },
  });
  if (done.status !== 0) throw new Error(`${target} does not build:\n${done.stdout}${done.stderr}`);
}

/**
 * Builds the workspaces and, into their folder `field`, the field app with Angular's own builder unless the sources are those of the last build.
 * Built beside and moved into place: a page being served or another build at the same time never meets half of one. `begins` is called where there
 * is something to build. @throws with the compiler's words
 */
export function buildExplorer(begins = (): void => {}): { built: boolean; seconds: number } {
  const since = performance.now();
  const digest = currentDigest();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digest) return { built: false, seconds: 0 };
  begins();
  mkdirSync(join(root, '.tsbuild'), { recursive: true });
  const work = mkdtempSync(join(root, '.tsbuild/explorer-'));
  try {
    ngBuild('explorer-ui', work);
    const built = join(work, 'browser');
    addField(work, built);
    writeFileSync(join(built, '.sources'), digest);
    rmSync(explorerDist, { recursive: true, force: true });
    renameSync(built, explorerDist);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return { built: true, seconds: (performance.now() - since) / 1000 };
}
