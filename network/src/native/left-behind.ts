import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What `ps` says a process runs; empty where it is gone. */
export const commandLine = (pid: number): Promise<string> =>
  new Promise((resolve) => {
    execFile('ps', ['-ww', '-o', 'args=', '-p', String(pid)], (_error, stdout) => resolve(stdout.trim()));
  });

/** Notes which process this is, and what it runs. */
export const writePidFile = (file: string, pid: number | undefined, args: readonly string[]): void =>
  writeFileSync(file, JSON.stringify({ pid, args: args.join(' ') }));

/** Id of the process that a file names, undefined where it is gone: by now its id may belong to a program that runs another command. */
export const stillRunning = async (file: string): Promise<number | undefined> => {
  if (!existsSync(file)) return undefined;
  const { pid, args } = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; args: string };
  return (await commandLine(pid)) === args ? pid : undefined;
};

/** Ends what an earlier supervisor that was killed left behind. */
export const endLeftBehind = async (file: string): Promise<void> => {
  for (let pid = await stillRunning(file); pid !== undefined; pid = await stillRunning(file)) {
    process.kill(pid, 'SIGKILL');
    await sleep(50);
  }
  rmSync(file, { force: true });
};
