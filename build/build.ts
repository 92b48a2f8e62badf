/** Builds what a browser loads. Node runs the TypeScript sources as they are (docs/adr/0002). */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildExplorer, explorerDist } from '../explorer-ui/server/build-explorer.ts';

/** `strict`: pages that do not compile end it; else an earlier build of them goes on being served, and that is said. */
export async function build({ strict }: { strict: boolean }): Promise<void> {
  const verifier = join(import.meta.dirname, '../verifier-web/build.ts');
  if (!existsSync(verifier)) return;
  const module = (await import(pathToFileURL(verifier).href)) as { buildVerifier(): Promise<void> };
  await module.buildVerifier();
  try {
    const { built, seconds } = buildExplorer();
    if (built) console.log(`explorer-ui/dist: built in ${seconds.toFixed(1)} s`);
  } catch (error) {
    if (strict || !existsSync(explorerDist)) throw error;
    console.error(`⚠ The workspaces do not build; the last build is served.\n${(error as Error).message}`);
  }
}

if (process.argv[1] === import.meta.filename) await build({ strict: process.argv.includes('--strict') });
