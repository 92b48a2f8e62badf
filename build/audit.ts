/** `npm run -s audit`: known weaknesses of what is installed for use, but those that build/audit-exceptions.json excepts until a day. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { advisoriesIn, judge, type Advisory, type AuditReport, type Exception } from './advisories.ts';

const root = join(import.meta.dirname, '..');
if (process.argv.includes('--help')) {
  console.log(`npm run -s audit [-- --strict]   npm audit of what is shipped; high and critical weaknesses that build/audit-exceptions.json does not except fail
  --strict                         a registry that does not answer fails too (as in CI); else it is said and nothing is judged`);
  process.exit(0);
}
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const asked = spawnSync(npm, ['audit', '--omit=dev', '--json'], {
  ...{ cwd: root, encoding: 'utf8', maxBuffer: 100_000_000, shell: process.platform === 'win32' },
});
let advisories: readonly Advisory[];
try {
  advisories = advisoriesIn(JSON.parse(asked.stdout) as AuditReport);
} catch (error) {
  console.error(`not audited: the registry gives no advisories (${(error as Error).message.split('\n')[0]})`);
  process.exit(process.argv.includes('--strict') ? 1 : 0);
}
const exceptions = JSON.parse(readFileSync(join(root, 'build/audit-exceptions.json'), 'utf8')) as Exception[];
const { open, excepted, idle } = judge(advisories, exceptions, new Date().toISOString().slice(0, 10));
const line = ({ id, package: name, severity, title }: Advisory): string => `${id} ${severity} ${name}: ${title}`;
for (const one of excepted) console.log(`excepted: ${line(one)}`);
for (const { id, package: name } of idle) console.log(`an exception is of no use any more, delete it: ${id} ${name}`);
for (const one of open) console.error(line(one));
console.log(`${advisories.length} advisories, ${open.length} open`);
process.exitCode = open.length === 0 ? 0 : 1;
