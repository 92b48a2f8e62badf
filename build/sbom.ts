/** `npm run -s sbom [-- <folder>]`: a bill of materials in CycloneDX, and the licences of everything that is installed for use. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { licencesIn, licencePage, type Bill } from './licences.ts';

const root = join(import.meta.dirname, '..');
const [folder = join(root, '.daunguon', 'sbom')] = process.argv.slice(2);
if (folder === '--help') {
  console.log(
    'npm run -s sbom [-- <folder>]   writes bom.cdx.json (CycloneDX) and licences.md (default: .daunguon/sbom)',
  );
  process.exit(0);
}
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const made = spawnSync(npm, ['sbom', '--package-lock-only', '--omit=dev', '--sbom-format=cyclonedx'], {
  ...{ cwd: root, encoding: 'utf8', maxBuffer: 100_000_000, shell: process.platform === 'win32' },
});
if (made.status !== 0) {
  console.error(made.stderr);
  process.exit(1);
}
const target = resolve(folder);
mkdirSync(target, { recursive: true });
writeFileSync(join(target, 'bom.cdx.json'), made.stdout);
const licences = licencesIn(JSON.parse(made.stdout) as Bill);
writeFileSync(join(target, 'licences.md'), licencePage(licences));
console.log(`${licences.length} packages: ${target}`);
