/** What a container starts knows every option that the image and the Compose file give it. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const dockerfile = readFileSync(join(root, 'deploy/Dockerfile'), 'utf8');
const { services } = parse(readFileSync(join(root, 'deploy/compose.yaml'), 'utf8'), { merge: true }) as {
  services: Record<string, { build?: { target: string }; command?: string[] }>;
};
/** The stage's entry point with what the service of that stage adds. */
const started = (stage: string): string[] => {
  const entry = new RegExp(`FROM base AS ${stage}\\n(?:(?!FROM)[\\s\\S])*?ENTRYPOINT (\\[.*\\])`).exec(dockerfile)?.[1];
  const service = Object.values(services).find(({ build }) => build?.target === stage);
  const [, ...args] = [...(JSON.parse(entry ?? '[]') as string[]), ...(service?.command ?? [])];
  return args;
};

test.each(['cosigner', 'verifier', 'explorer'])('%s', async (stage) => {
  const args = started(stage);
  expect(args).toContain('--host');
  const { stdout } = await promisify(execFile)(process.execPath, [...args, '--help'], { cwd: root });
  expect(stdout).toContain('--host');
});

/** Each part's stage: the folder it starts in, below the repository, and its command. */
const stages = [...dockerfile.matchAll(/^FROM base AS (\w+)\n((?:(?!^FROM)[\s\S])*)/gm)].map(
  ([, name = '', body = '']) => {
    const folder = /^WORKDIR \/app\/?(.*)$/m.exec(body)?.[1] ?? '';
    const command = JSON.parse(/^(?:CMD|ENTRYPOINT) (\[.*\])$/m.exec(body)?.[1] ?? '[]') as string[];
    return [name, folder, command] as const;
  },
);

test('the parts of the image are those that the Compose file builds, and the chaincode', () => {
  const built = Object.values(services).flatMap(({ build }) => (build ? [build.target] : []));
  expect(stages.map(([name]) => name).sort()).toEqual([...new Set(built), 'chaincode'].sort());
});

test.each(stages)('%s starts a program that is there', (_name, folder, [runtime, program]) => {
  expect(runtime).toBe('node');
  expect(existsSync(join(root, folder, program ?? ''))).toBe(true);
});
