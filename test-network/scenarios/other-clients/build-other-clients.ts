import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testUnless } from '../../../network/testing/test-unless.ts';

const sources = join(import.meta.dirname, 'go');
const cache = join(import.meta.dirname, '../../../.daunguon/cache');

/** The Go program in go/, built once for these sources; undefined, with the reason printed, where Go or its modules are not to be had. */
export function buildOtherClients(): string | undefined {
  const hash = createHash('sha256');
  for (const name of readdirSync(sources).sort()) hash.update(readFileSync(join(sources, name)));
  const ending = process.platform === 'win32' ? '.exe' : '';
  const binary = join(cache, `other-clients-${hash.digest('hex').slice(0, 12)}${ending}`);
  if (existsSync(binary)) return binary;
  const go = (...args: string[]): Buffer => execFileSync('go', args, { cwd: sources, stdio: 'pipe', timeout: 400_000 });
  try {
    go('mod', 'download');
  } catch (error) {
    console.warn(`reference clients in Go: ${String(error).split('\n')[0]}`);
    return undefined;
  }
  mkdirSync(cache, { recursive: true });
  go('build', '-mod=readonly', '-o', binary, '.');
  return binary;
}

/** `test` for what needs that program. */
export const testWith = (program: string | undefined): ReturnType<typeof testUnless> =>
  testUnless(program === undefined ? 'reference clients in Go: neither built nor to be built here' : undefined);
