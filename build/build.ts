/** Builds what a browser loads. Node runs the TypeScript sources as they are (docs/adr/0002). */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildExplorer, explorerDist } from '../explorer-ui/server/build-explorer.ts';
import { sourceDigest } from '../explorer-ui/server/source-digest.ts';

const root = join(import.meta.dirname, '..');

/** Builds the verifier unless its sources and what was built of them are those of the last time: pages that are served stay as they are. */
async function buildVerifier(): Promise<void> {
  const manifest = join(root, 'verifier-web/dist/manifest.json');
  const stampFile = join(root, '.tsbuild/verifier-sources');
  const packages = ['verifier-web', 'proof', 'records', 'formats'].map((name) => `${name}/src`);
  const sources = sourceDigest(packages, ['verifier-web/build.ts', 'package-lock.json']);
  const stamp = (): string => sources + readFileSync(manifest, 'utf8');
  if (existsSync(manifest) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp()) return;
  const module = (await import(pathToFileURL(join(root, 'verifier-web/build.ts')).href)) as {
    buildVerifier(): Promise<void>;
  };
  console.log('Đang dựng trang kiểm tra… / Building the verifier…');
  await module.buildVerifier();
  mkdirSync(join(root, '.tsbuild'), { recursive: true });
  writeFileSync(stampFile, stamp());
}

/** `strict`: pages that do not compile end it; else an earlier build of them goes on being served, and that is said. */
export async function build({ strict }: { strict: boolean }): Promise<void> {
  await buildVerifier();
  try {
    const { built, seconds } = buildExplorer(() =>
      console.log(
        'Đang dựng trang làm việc, sổ vườn: chừng một phút… / Building workspaces, field app: about a minute…',
      ),
    );
    if (built)
      console.log(`✓ Trang làm việc, sổ vườn / workspaces, field app: explorer-ui/dist (${seconds.toFixed(1)} s)`);
  } catch (error) {
    if (strict || !existsSync(explorerDist)) throw error;
    console.error(`⚠ The workspaces do not build; the last build is served.\n${(error as Error).message}`);
  }
}

if (process.argv[1] === import.meta.filename) await build({ strict: process.argv.includes('--strict') });
