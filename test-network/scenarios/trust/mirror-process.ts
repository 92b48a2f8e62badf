import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(import.meta.dirname, '../../../gateway-api/src/mirror/daunguon-mirror.ts');

export interface RunningMirror {
  readonly url: string;
  stop(): Promise<void>;
}

const start = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });

/** Runs the mirror as anybody would, and waits until it serves. `trust`: folder of the policy. */
export async function startMirror(gateway: string, trust: string, data: string, port: number): Promise<RunningMirror> {
  const child = start([gateway, '--policy', trust, '--data', data, '--port', String(port)]);
  await once(child.stdout!, 'data');
  return {
    url: `http://localhost:${port}`,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Exit code of one round: 0 everything agrees, 1 a difference, 2 not everything could be checked. */
export async function mirrorOnce(gateway: string, trust: string, data: string): Promise<number> {
  const [code] = (await once(start([gateway, '--policy', trust, '--data', data, '--once']), 'exit')) as [number];
  return code;
}
