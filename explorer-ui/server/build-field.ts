import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { buildSync } from 'esbuild';

const source = join(import.meta.dirname, '../src/field');
const scan = join(import.meta.dirname, '../../verifier-web/src/browser/scan');
/** Files of the workspaces that the field app shows too. */
const shared = ['/data/communes.topo.json'];
/** Fetched when a code cannot be read otherwise (zxing), or never (fonts, which the field app does not ask for). */
const onDemand = /zxing|\.ttf$|^stats\.json$/;

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();

/** Puts beside the built field app the verifier's QR decoders and the service worker, which keeps on the device what lies here now. */
export function finishField(folder: string, workspaces: string): void {
  const options = { bundle: true, minify: true, target: 'es2022', format: 'iife', tsconfigRaw: {} } as const;
  const entryPoints = { 'qr-worker': join(scan, 'qr-worker.ts'), 'zxing-worker': join(scan, 'zxing-worker.ts') };
  buildSync({ ...options, outdir: folder, entryPoints });
  const wasm = createRequire(join(scan, 'zxing-worker.ts')).resolve('zxing-wasm/reader/zxing_reader.wasm');
  cpSync(wasm, join(folder, 'zxing_reader.wasm'));
  const kept = filesOf(folder).filter((name) => !onDemand.test(name));
  const version = createHash('sha256');
  for (const file of [...kept.map((name) => join(folder, name)), ...shared.map((path) => join(workspaces, path))])
    version.update(readFileSync(file));
  const paths = [...kept.map((name) => `/field/${name}`), ...shared];
  const worker = buildSync({
    ...options,
    write: false,
    entryPoints: [join(source, 'service-worker.ts')],
    define: {
      APP_VERSION: JSON.stringify(version.digest('hex').slice(0, 16)),
      APP_FILES: JSON.stringify(paths),
    },
  });
  writeFileSync(join(folder, 'sw.js'), worker.outputFiles[0]?.contents ?? '');
}
