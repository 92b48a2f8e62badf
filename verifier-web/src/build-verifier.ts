import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
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

/** Builds the page into verifier-web/dist. Reproducible: no clock, no random names; the version is the hash of the bytes. */
export async function buildVerifier(): Promise<void> {
  await rm(verifierDist, { recursive: true, force: true });
  await mkdir(verifierDist, { recursive: true });
  const options = {
    bundle: true,
    minify: true,
    target: 'es2020',
    format: 'iife',
    outdir: verifierDist,
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
  });
  for (const name of ['index.html', 'icon.svg', 'manifest.webmanifest'])
    await cp(join(source, name), join(verifierDist, name));
  const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  await cp(wasm, join(verifierDist, 'zxing_reader.wasm'));
  await build({
    ...options,
    entryPoints: { sw: join(source, 'service-worker.ts') },
    define: { SHELL_VERSION: JSON.stringify(await shellVersion()), SHELL_FILES: JSON.stringify(precached) },
  });
  await writeFile(join(verifierDist, 'config.json'), '{"gateway":""}\n');
}

async function shellVersion(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of ['index.html', 'main.js', 'style.css', 'qr-worker.js', 'zxing-worker.js'])
    hash.update(await readFile(join(verifierDist, name)));
  return hash.digest('hex').slice(0, 16);
}
