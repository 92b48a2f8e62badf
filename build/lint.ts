/** `npm run lint`: types, import rules, what nobody uses, formatting, and whether the types of the API's callers are as its description has them, beside each other; exits non-zero when one of them fails. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { endWrongUsage } from '../gateway-api/src/read-options.ts';

const root = join(import.meta.dirname, '..');
const steps: [string, string[]][] = [
  ['types', ['node_modules/typescript/bin/tsc', '--build']],
  ['rules', ['node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0']],
  ['nothing unused', ['node_modules/knip/bin/knip.js', '--no-progress']],
  ['API types', ['gateway-api/src/openapi/client-types.ts', '--check']],
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
];

if (process.argv.length > 2) {
  const usage = `Checks the whole repository; exits with 1 where something is wrong.
  npm run lint     ${steps.map(([name]) => name).join(', ')}`;
  if (!process.argv.includes('--help')) endWrongUsage(`Unknown option '${process.argv[2]}'`, usage);
  console.log(usage);
  process.exit(0);
}

/** What a step said once it has ended, so that the words of two do not mix. */
async function run(args: readonly string[]): Promise<{ ok: boolean; said: string }> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const said = (await Promise.all([text(child.stdout), text(child.stderr)])).join('');
  return { ok: (await code) === 0, said };
}

const done = await Promise.all(
  steps.map(async ([name, args]) => {
    const { ok, said } = await run(args);
    console.log(`lint: ${name} ${ok ? '✓' : '✗'}\n${said}`.trimEnd());
    return ok;
  }),
);
process.exitCode = done.every((ok) => ok) ? 0 : 1;
