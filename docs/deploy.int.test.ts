/** What a container starts knows every option that the image and the Compose file give it. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
