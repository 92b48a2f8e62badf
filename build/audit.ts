/**
 * `npm run -s audit`: whether what is installed is pinned, what its licences ask, and the known weaknesses of what is installed for use, but those that
 * build/audit-exceptions.json excepts until a day.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { advisoriesIn, judge, type Advisory, type AuditReport, type Exception } from './advisories.ts';
import { demanding } from './licences.ts';
import { forUse, installed, unpinned, type Lockfile } from './lockfile.ts';

const root = join(import.meta.dirname, '..');
if (process.argv.includes('--help')) {
  console.log(`npm run -s audit [-- --strict]   lockfile, licences, and npm audit of what is shipped; high and critical weaknesses that build/audit-exceptions.json does not except fail
  --strict                         a registry that does not answer fails too (as in CI); else it is said, and the rest is judged`);
  process.exit(0);
}
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const lock = read('package-lock.json') as Lockfile;
const loose = unpinned(lock);
for (const line of loose) console.error(`not pinned: ${line}`);
console.log(`lockfile: ${installed(lock).length} packages, ${loose.length} not pinned by SHA-512`);
const strong = demanding(lock);
for (const line of strong) console.error(`licence: ${line}`);
console.log(`licences: ${forUse(lock).length} packages for use, ${strong.length} that ask something of users`);
let failed = loose.length + strong.length > 0;

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const asked = spawnSync(npm, ['audit', '--omit=dev', '--json'], {
  ...{ cwd: root, encoding: 'utf8', maxBuffer: 100_000_000, shell: process.platform === 'win32' },
});
const advisories = ((): readonly Advisory[] | undefined => {
  try {
    return advisoriesIn(JSON.parse(asked.stdout) as AuditReport);
  } catch (error) {
    const why = (error as Error).message.split('\n')[0];
    console.error(
      `advisories: NOT JUDGED, the registry gives none (${why}). CI asks the public one and fails without it.`,
    );
    failed ||= process.argv.includes('--strict');
    return undefined;
  }
})();
if (advisories !== undefined) {
  const exceptions = read('build/audit-exceptions.json') as Exception[];
  const { open, excepted, idle } = judge(advisories, exceptions, new Date().toISOString().slice(0, 10));
  const line = ({ id, package: name, severity, title }: Advisory): string => `${id} ${severity} ${name}: ${title}`;
  for (const one of excepted) console.log(`excepted: ${line(one)}`);
  for (const { id, package: name } of idle) console.log(`an exception is of no use any more, delete it: ${id} ${name}`);
  for (const one of open) console.error(line(one));
  console.log(`advisories: ${advisories.length}, ${open.length} open`);
  failed ||= open.length > 0;
}
process.exitCode = failed ? 1 : 0;
