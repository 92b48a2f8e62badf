/** Builds what a browser loads. Node runs the TypeScript sources as they are (docs/adr/0002). */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildExplorer } from '../explorer-ui/server/build-explorer.ts';

export async function build(): Promise<void> {
  const verifier = join(import.meta.dirname, '../verifier-web/build.ts');
  if (!existsSync(verifier)) return;
  const module = (await import(pathToFileURL(verifier).href)) as { buildVerifier(): Promise<void> };
  await module.buildVerifier();
  const { built, seconds } = buildExplorer();
  if (built) console.log(`explorer-ui/dist: built in ${seconds.toFixed(1)} s`);
}

if (process.argv[1] === import.meta.filename) await build();
