import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { buildVerifier } from '../../verifier-web/src/build-verifier.ts';
import { measurement, type Measurement } from './measurement.ts';

/** Pinned with all that they need; Blockcerts' verifier is not among them, as one of its packages comes from no registry. */
const published = join(import.meta.dirname, '../published');
const { dependencies } = JSON.parse(readFileSync(join(published, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

/** kB gzip of all that a page needs of a package, minified; Node’s own modules, for which a page needs substitutes, are left out. */
async function kilobytesOf(name: string, folder: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from '${name}'`, resolveDir: folder },
    ...{ bundle: true, minify: true, format: 'esm', platform: 'browser', legalComments: 'none', write: false },
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
    external: [...builtinModules, 'node:*'],
    logLevel: 'error',
  });
  return gzipSync(outputFiles[0]?.contents ?? '').length / 1000;
}

/** Script before our verdict beside verifiers that others publish, fetched from npm into a folder that is removed and bundled in the same way. */
export async function publishedVerifiers(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-published-'));
  try {
    cpSync(published, folder, { recursive: true });
    const npm = ['ci', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--prefer-offline'];
    execFileSync('npm', npm, {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    const { scripts } = await buildVerifier(join(folder, 'ours'));
    const ours =
      scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, 'ours', name))).length, 0) / 1000;
    const results: Measurement[] = [];
    for (const [name, version] of Object.entries(dependencies)) {
      const theirs = await kilobytesOf(name, folder);
      results.push(
        measurement({
          ...{ name: 'published-verifiers', value: ours, unit: 'kB of script before the verdict, gzip' },
          other: { name: `${name} ${version} bundled alone, kB gzip`, value: theirs },
        }),
      );
    }
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
