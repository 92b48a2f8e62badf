import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const repository = join(import.meta.dirname, '../..');
const own = ['formats', 'proof', 'records', 'verifier-web'];
/** What goes into the page lies where it lies in a clone; tools may be linked. */
const bundled = ['@noble', 'cborg', 'qr', 'zxing-wasm'];

/** Copies the page's sources to `folder`, builds there in a process of its own, and returns where the result lies. */
export async function buildFromACopy(folder: string): Promise<string> {
  const modules = join(folder, 'node_modules');
  await mkdir(join(modules, '@daunguon'), { recursive: true });
  for (const name of own) {
    const kept = (path: string): boolean => !/\/(dist|node_modules|test)$/.test(path);
    await cp(join(repository, name), join(folder, name), { recursive: true, filter: kept });
    await symlink(join(folder, name), join(modules, '@daunguon', name));
  }
  const installed = join(repository, 'node_modules');
  for (const name of bundled) await cp(join(installed, name), join(modules, name), { recursive: true });
  for (const name of await readdir(installed))
    if (name !== '@daunguon' && !bundled.includes(name)) await symlink(join(installed, name), join(modules, name));
  const script = "import { buildVerifier } from './verifier-web/build.ts'; await buildVerifier();";
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder });
  return join(folder, 'verifier-web/dist');
}
