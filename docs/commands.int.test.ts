/** Whoever asks a program what it does is told, without anything being started, written or needed. */
import { expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const packageOf = (folder: string): { workspaces: string[]; bin?: Record<string, string> } =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as ReturnType<typeof packageOf>;

const named = packageOf('.').workspaces.flatMap((folder) =>
  Object.entries(packageOf(folder).bin ?? {}).map(([name, file]) => [`npx ${name}`, join(folder, file)] as const),
);
const byPath = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/`node (\S+\.ts) --help`/g)].map(
  ([, file]) => [`node ${file!}`, file!] as const,
);
const verbs = [
  ['npm start', 'run/start.ts'],
  ['npm test', 'build/test.ts'],
  ['npm run reset', 'run/reset.ts'],
  ['npm run lint', 'build/lint.ts'],
  ['network', 'network/src/cli.ts'],
  ['bench', 'bench/src/bench.ts'],
  ['cosigner', 'gateway-api/src/cosigner/main.ts'],
  ['enrolment', 'gateway-api/src/enrolment/agent.ts'],
] as const;

test('all of them are looked at', () => {
  expect(named.length).toBeGreaterThanOrEqual(5);
  expect(byPath.length).toBeGreaterThanOrEqual(2);
});

/** Runs a program in an empty folder, which stays empty. */
async function call(file: string, argument: string) {
  const empty = mkdtempSync(join(tmpdir(), 'daunguon-help-'));
  const env = { ...process.env, DAUNGUON_DATA: join(empty, 'data') };
  const said = await new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [join(root, file), argument], { cwd: empty, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
  expect(readdirSync(empty)).toEqual([]);
  rmSync(empty, { recursive: true });
  return said;
}

test.each([...named, ...byPath, ...verbs])('%s --help', async (command, file) => {
  const word = command.split(' ').at(-1)!;
  expect(await call(file, '--help')).toEqual({ code: 0, stdout: expect.stringContaining(word), stderr: '' });
});

/** Each way in which programs read their options. */
test.each(['run/start.ts', 'network/src/cli.ts', 'clinic/src/cli/daunguon-clinic.ts', 'verifier-web/src/serve.ts'])(
  '%s names an option that it does not have, tells those that it has, and starts nothing',
  async (file) => {
    const { code, stdout, stderr } = await call(file, '--no-such');
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
    expect(stderr).toMatch(/^Unknown option '--no-such'\n\n[^]*--/);
    expect(stderr).not.toContain('node:internal');
  },
);

test('no program reads its options in a way of its own', () => {
  const own = globSync('{run,build,bench,gateway-api/src}/**/*.ts', { cwd: root }).filter(
    (file) => !/test|node_modules/.test(file) && readFileSync(join(root, file), 'utf8').includes('parseArgs('),
  );
  expect(own.sort()).toEqual([
    'gateway-api/src/credential-documents/credential-documents-command.ts', // says it in one line, too: its arguments are given
    'gateway-api/src/read-options.ts',
    'run/lan-door.ts', // started by npm start alone
  ]);
});
