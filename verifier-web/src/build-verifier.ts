import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { communes } from '@daunguon/records';
import { build } from 'esbuild';
import type { Metafile } from 'esbuild';
import { verifierDist, writeManifest } from './build-manifest.ts';
import type { BuildManifest } from './build-manifest.ts';

const source = join(import.meta.dirname, 'browser');

export interface VerifierBuild {
  /** Scripts that the browser loads before it can show a verdict. */
  scripts: string[];
  /** Everything that the first view of a record loads, without the policy and the bundle. */
  firstView: string[];
  manifest: BuildManifest;
}

/** Builds the page, by default into verifier-web/dist. Reproducible: no clock, no random names, no path of this machine. */
export async function buildVerifier(outdir: string = verifierDist): Promise<VerifierBuild> {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  const options = {
    absWorkingDir: source,
    tsconfigRaw: {}, // what the build reads is given here and nowhere else
    bundle: true,
    minify: true,
    target: 'es2020',
    outdir,
    legalComments: 'none',
    logLevel: 'warning',
    charset: 'utf8',
  } as const;
  // What is not needed for the verdict (camera, story, auditor's view) is imported when asked for and becomes a chunk of its own.
  const { metafile } = await build({
    ...options,
    format: 'esm',
    splitting: true,
    metafile: true,
    entryPoints: { main: 'main.ts', style: 'style.css' },
    // As text: an object would stand in the chunk of the build's own helpers, which every page loads first.
    define: { COMMUNE_NAMES: JSON.stringify(JSON.stringify(communes.map(({ code, fullName }) => [code, fullName]))) },
  });
  const employer = { employer: '../employer/employer.ts' };
  await build({ ...options, format: 'esm', entryPoints: employer });
  await cp(join(source, '../employer/employer.css'), join(outdir, 'employer.css'));
  const alone = {
    ...{ 'qr-worker': 'scan/qr-worker.ts', 'zxing-worker': 'scan/zxing-worker.ts' },
    // For other sites, which show a verdict in a frame.
    widget: '../embed/widget.ts',
  };
  await build({ ...options, format: 'iife', entryPoints: alone });
  const scripts = staticScripts(metafile);
  await writeFile(join(outdir, 'index.html'), shell(await readFile(join(source, 'index.html'), 'utf8'), scripts));
  for (const name of ['icon.svg', 'manifest.webmanifest']) await cp(join(source, name), join(outdir, name));
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  await cp(wasm, join(outdir, 'zxing_reader.wasm'));
  const pdfjs = createRequire(import.meta.url).resolve('pdfjs-dist/legacy/build/pdf.min.mjs');
  await cp(pdfjs, join(outdir, 'pdf.js'));
  await cp(pdfjs.replace('pdf.min', 'pdf.worker.min'), join(outdir, 'pdf-worker.js'));
  const { digest, files } = await writeManifest(outdir);
  // The large decoder of last resort and the pages for employers are kept on a device only after they were needed.
  const kept = Object.keys(files).filter((name) => name !== 'index.html' && !/^(zxing|pdf|employer|widget)/.test(name));
  await build({
    ...options,
    format: 'iife',
    entryPoints: { sw: 'service-worker.ts' },
    define: {
      SHELL_VERSION: JSON.stringify(digest.slice(0, 16)),
      SHELL_FILES: JSON.stringify(['/', ...kept.map((name) => `/${name}`)]),
    },
  });
  const firstView = ['index.html', ...scripts, 'style.css', 'icon.svg', 'manifest.webmanifest', 'sw.js'];
  return { scripts, firstView, manifest: await writeManifest(outdir) };
}

/** main.js and the chunks that it imports at once, in the order of loading. */
function staticScripts({ outputs }: Metafile): string[] {
  const byName = new Map(Object.entries(outputs).map(([path, output]) => [fileName(path), output]));
  const found = ['main.js'];
  for (const name of found)
    for (const { path, kind } of byName.get(name)?.imports ?? [])
      if (kind === 'import-statement' && !found.includes(fileName(path))) found.push(fileName(path));
  return found;
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The page asks for every script of the first view at once, instead of one after the other. */
function shell(html: string, scripts: readonly string[]): string {
  const preloads = scripts.slice(1).map((name) => `<link rel="modulepreload" href="/${name}" />`);
  return html.replace('<!--modulepreload-->', preloads.join('\n    '));
}
