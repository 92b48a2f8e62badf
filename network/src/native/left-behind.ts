import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const commandLine = (pid: number): Promise<string> =>
  new Promise((resolve) => {
    execFile('ps', ['-ww', '-o', 'args=', '-p', String(pid)], (_error, stdout) => resolve(stdout.trim()));
  });

/** Ends the process that a file names, where it still runs the same command: a process id may belong to another program by now. */
export const endLeftBehind = async (pidFile: string): Promise<void> => {
  if (!existsSync(pidFile)) return;
  const { pid, args } = JSON.parse(readFileSync(pidFile, 'utf8')) as { pid: number; args: string };
  while ((await commandLine(pid)) === args) {
    process.kill(pid, 'SIGKILL');
    await sleep(50);
  }
  rmSync(pidFile, { force: true });
};
