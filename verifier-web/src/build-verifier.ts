import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { communes } from '@daunguon/records';
import { build } from 'esbuild';

const source = join(import.meta.dirname, 'browser');

/** Where the built page lies; everything in it may be served as it is by any static host. */
export const verifierDist = join(import.meta.dirname, '../dist');

/** What a phone keeps for use without a network; the large WebAssembly decoder is kept only after it was needed. */
const precached = [
  '/',
  '/main.js',
  '/style.css',
  '/qr-worker.js',
  '/icon.svg',
  '/manifest.webmanifest',
  '/config.json',
];

/** Builds the page, by default into verifier-web/dist. Reproducible: no clock, no random names; the version is the hash of the bytes. */
export async function buildVerifier(outdir: string = verifierDist): Promise<void> {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const options = {
    bundle: true,
    minify: true,
    target: 'es2020',
    format: 'iife',
    outdir,
    legalComments: 'none',
    logLevel: 'warning',
    charset: 'utf8',
  } as const;
  await build({
    ...options,
    entryPoints: {
      main: join(source, 'main.ts'),
      'qr-worker': join(source, 'scan/qr-worker.ts'),
      'zxing-worker': join(source, 'scan/zxing-worker.ts'),
      style: join(source, 'style.css'),
    },
    define: { COMMUNE_NAMES: JSON.stringify(Object.fromEntries(communes.map((c) => [c.code, c.fullName]))) },
  });
  for (const name of ['index.html', 'icon.svg', 'manifest.webmanifest'])
    await cp(join(source, name), join(outdir, name));
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  await cp(wasm, join(outdir, 'zxing_reader.wasm'));
  await build({
    ...options,
    entryPoints: { sw: join(source, 'service-worker.ts') },
    define: { SHELL_VERSION: JSON.stringify(await shellVersion(outdir)), SHELL_FILES: JSON.stringify(precached) },
  });
  await writeFile(join(outdir, 'config.json'), '{"gateway":""}\n');
}

async function shellVersion(outdir: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of ['index.html', 'main.js', 'style.css', 'qr-worker.js', 'zxing-worker.js'])
    hash.update(await readFile(join(outdir, name)));
  return hash.digest('hex').slice(0, 16);
}
