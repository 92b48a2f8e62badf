/**
 * Which system the files of a Jest worker share (`sharedSystem`). Jest forgets all modules between two files, so that stands in a file of the
 * run's folder, as what was seeded does; `npm test` stops what is left.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A running supervisor, as those know it who did not start it too. */
export interface Running {
  readonly pid: number;
  readonly offset: number;
  readonly dataDir: string;
}

const run = process.env['DN_TEST_SEEDED'];
const prefix = 'shared-';
const fileOfWorker = (folder: string): string => join(folder, `${prefix}${process.env['JEST_WORKER_ID'] ?? '1'}.json`);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** As it stands in the file: with the process that started it, as it ends with that one. */
interface Kept extends Running {
  readonly worker: number;
}

export function keepShared({ pid, offset, dataDir }: Running): void {
  if (run === undefined) return;
  writeFileSync(fileOfWorker(run), JSON.stringify({ worker: process.pid, pid, offset, dataDir } satisfies Kept));
}

/** Undefined where none was started, or it has ended, or is about to as Jest has put another process in its worker's place. */
export function runningShared(): Running | undefined {
  if (run === undefined || !existsSync(fileOfWorker(run))) return undefined;
  const { worker, ...running } = JSON.parse(readFileSync(fileOfWorker(run), 'utf8')) as Kept;
  return worker === process.pid && isAlive(running.pid) ? running : undefined;
}

/** Stops this worker's, if there is one. */
export async function stopShared(): Promise<void> {
  if (run !== undefined && existsSync(fileOfWorker(run))) await stopOne(fileOfWorker(run));
}

/** Stops those of all workers of a run. */
export async function stopAllShared(folder: string): Promise<void> {
  const files = readdirSync(folder).filter((name) => name.startsWith(prefix));
  await Promise.all(files.map((name) => stopOne(join(folder, name))));
}

async function stopOne(file: string): Promise<void> {
  const { pid, dataDir } = JSON.parse(readFileSync(file, 'utf8')) as Running;
  if (isAlive(pid)) process.kill(pid, 'SIGINT');
  // Parts have five seconds each to end.
  for (let waited = 0; isAlive(pid) && waited < 60_000; waited += 50) await sleep(50);
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(file);
}
