/** `npm run lint`: types, import rules and formatting; exits non-zero at the first that fails. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const steps: [string, string[]][] = [
  ['types', ['node_modules/typescript/bin/tsc', '--build']],
  ['rules', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']],
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
];
for (const [name, args] of steps) {
  console.log(`lint: ${name}`);
  const done = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
