/**
 * Seeding is most of a first start. Within one `npm test` each worker seeds once, on ports of its own; its later systems go on from a copy
 * of that folder on the same ports, as any second start does. Named by DN_TEST_SEEDED; without it every system seeds for itself.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const folderOfWorker = (): string | undefined => {
  const run = process.env['DN_TEST_SEEDED'];
  return run === undefined ? undefined : join(run, `worker-${process.env['JEST_WORKER_ID'] ?? '1'}`);
};

/** What the start that seeded a folder said, in that folder. */
export const firstStartLog = 'first-start.log';

export const keepsSeeded = (): boolean => folderOfWorker() !== undefined;

/** The port offset of what this worker has seeded in this run. */
export function seededOffset(): number | undefined {
  const folder = folderOfWorker();
  if (folder === undefined || !existsSync(folder)) return undefined;
  return Number(readdirSync(folder)[0]);
}

/** Takes over the data folder of a seeded system that has stopped. */
export function keepSeeded(dataDir: string, offset: number): void {
  const folder = folderOfWorker()!;
  mkdirSync(folder, { recursive: true });
  renameSync(dataDir, join(folder, String(offset)));
}

export function copySeeded(offset: number, dataDir: string): void {
  cpSync(join(folderOfWorker()!, String(offset)), dataDir, { recursive: true });
}
