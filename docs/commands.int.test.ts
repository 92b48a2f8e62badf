/** Whoever asks a program what it does is told, without anything being started, written or needed. */
import { expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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
  ['network', 'network/src/cli.ts'],
  ['bench', 'bench/src/bench.ts'],
  ['cosigner', 'gateway-api/src/cosigner/main.ts'],
  ['enrolment', 'gateway-api/src/enrolment/agent.ts'],
] as const;

test('all of them are looked at', () => {
  expect(named.length).toBeGreaterThanOrEqual(5);
  expect(byPath.length).toBeGreaterThanOrEqual(2);
});

test.each([...named, ...byPath, ...verbs])('%s --help', async (command, file) => {
  const empty = mkdtempSync(join(tmpdir(), 'daunguon-help-'));
  const env = { ...process.env, DAUNGUON_DATA: join(empty, 'data') };
  const said = await new Promise((resolve) => {
    execFile(process.execPath, [join(root, file), '--help'], { cwd: empty, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
  const word = command.split(' ').at(-1)!;
  expect(said).toEqual({ code: 0, stdout: expect.stringContaining(word), stderr: '' });
  expect(readdirSync(empty)).toEqual([]);
  rmSync(empty, { recursive: true });
});
