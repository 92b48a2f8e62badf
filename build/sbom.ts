/** `npm run -s sbom [-- <folder>]`: a bill of materials in CycloneDX, and the licences of everything that is installed for use. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { endWrongUsage } from '../gateway-api/src/read-options.ts';
import { licencesIn, licencePage, type Bill } from './licences.ts';
import { offLock, usedIn, type Lockfile } from './lockfile.ts';

const root = join(import.meta.dirname, '..');
const [folder = join(root, '.daunguon', 'sbom')] = process.argv.slice(2);
if (folder.startsWith('-')) {
  const usage =
    'npm run -s sbom [-- <folder>]   writes bom.cdx.json (CycloneDX) and licences.md (default: .daunguon/sbom)';
  if (folder !== '--help') endWrongUsage(`Unknown option '${folder}'`, usage);
  console.log(usage);
  process.exit(0);
}
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
// npm's own `--omit=dev` leaves out packages that are installed for use too, where something for tests asks for them first.
const made = spawnSync(npm, ['sbom', '--package-lock-only', '--sbom-format=cyclonedx'], {
  ...{ cwd: root, encoding: 'utf8', maxBuffer: 100_000_000, shell: process.platform === 'win32' },
});
if (made.status !== 0) {
  console.error(made.stderr);
  process.exit(1);
}
interface Whole {
  readonly components: readonly (NonNullable<Bill['components']>[number] & { readonly 'bom-ref': string })[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}
const whole = JSON.parse(made.stdout) as Whole;
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;
const used = usedIn(lock);
const isUsed = (ref: string): boolean => used.has(ref) || ref.startsWith('@daunguon/');
const bill = {
  ...whole,
  components: whole.components.filter((one) => isUsed(one['bom-ref'])),
  dependencies: whole.dependencies
    .filter(({ ref }) => isUsed(ref) || !whole.components.some((one) => one['bom-ref'] === ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(isUsed) })),
};
const refs = bill.components.map((one) => one['bom-ref']);
const wrong = offLock(refs, lock);
if (wrong.length > 0) {
  console.error(`the bill is not what package-lock.json installs:\n  ${wrong.join('\n  ')}`);
  process.exit(1);
}
const target = resolve(folder);
mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'bom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
const licences = licencesIn(bill);
writeFileSync(join(target, 'licences.md'), licencePage(licences));
console.log(`${licences.length} packages: ${target}`);
