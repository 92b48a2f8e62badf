import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { endLeftBehind, writePidFile } from './left-behind.ts';

export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  /** Holds the process's id while it runs: a next start ends what an earlier one that was killed left behind. */
  readonly pidFile: string;
  /** True once it answers; `output` is the end of what it printed. */
  ready(output: string): Promise<boolean>;
}

export interface SupervisedProcess {
  readonly name: string;
  pid(): number | undefined;
  /** SIGTERM, then SIGKILL after three seconds; no restart. */
  stop(): Promise<void>;
}

const mostRestarts = 5;
const running = new Set<ChildProcess>();
// Whatever ends this process, its nodes do not stay behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

const logTail = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n');

/**
 * Starts a program and resolves once it answers. After a crash it is started again, with growing pauses, five times in a row at most.
 * @throws Error with the end of its log when it does not answer within `timeoutMs`.
 */
export const supervise = async (
  spec: ProcessSpec,
  say: (line: string) => void,
  timeoutMs = 60_000,
): Promise<SupervisedProcess> => {
  const log = createWriteStream(spec.logFile, { flags: 'a' });
  let child: ChildProcess | undefined;
  let output = '';
  let stopping = false;
  let restarts = 0;
  const launch = (): void => {
    const since = Date.now();
    output = '';
    const own = spawn(spec.command, [...spec.args], {
      cwd: spec.cwd,
      env: { ...process.env, ...spec.env },
      // A group of its own: Ctrl-C reaches the supervisor alone, which stops the nodes.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = own;
    running.add(own);
    writePidFile(spec.pidFile, own.pid, own.spawnargs);
    const take = (chunk: Buffer): void => {
      log.write(chunk);
      output = (output + chunk.toString()).slice(-8192);
    };
    own.stdout.on('data', take);
    own.stderr.on('data', take);
    own.once('error', (error) => log.write(`${error.message}\n`));
    own.once('close', (code, signal) => {
      running.delete(own);
      if (stopping) return;
      restarts = Date.now() - since > 60_000 ? 1 : restarts + 1;
      if (restarts > mostRestarts) return say(`✗ ${spec.name} stopped again and again: ${spec.logFile}`);
      say(`⚠ ${spec.name} stopped (${signal ?? `exit ${code}`}), restarting ${restarts}/${mostRestarts}`);
      setTimeout(() => stopping || launch(), 200 * 2 ** (restarts - 1)).unref();
    });
  };
  const stop = async (): Promise<void> => {
    stopping = true;
    const own = child;
    if (own !== undefined && own.exitCode === null && own.signalCode === null) {
      const gone = new Promise((resolve) => own.once('exit', resolve));
      own.kill('SIGTERM');
      const hard = setTimeout(() => own.kill('SIGKILL'), 3000);
      await gone;
      clearTimeout(hard);
    }
    rmSync(spec.pidFile, { force: true });
    log.end();
  };
  await endLeftBehind(spec.pidFile);
  launch();
  const deadline = Date.now() + timeoutMs;
  while (!(await spec.ready(output).catch(() => false))) {
    if (Date.now() > deadline || restarts > mostRestarts) {
      await stop();
      throw new Error(`${spec.name} did not answer:\n${logTail(spec.logFile)}`);
    }
    await sleep(50);
  }
  return { name: spec.name, pid: () => child?.pid, stop };
};
