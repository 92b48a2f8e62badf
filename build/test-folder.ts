import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system in memory, as Linux has it. */
const inMemory = '/dev/shm';
const prefix = 'daunguon-tests-';
/** More than the systems of a run keep at a time, by an order, in bytes. */
const room = 4e9;

function isRoomy(): boolean {
  if (process.platform !== 'linux' || !existsSync(inMemory)) return false;
  const { bavail, bsize } = statfsSync(inMemory);
  return Math.min(bavail * bsize, process.availableMemory()) > room;
}

/** What own runs that were killed have left behind. */
function removeAbandoned(): void {
  for (const name of readdirSync(inMemory)) {
    const pid = name.startsWith(prefix) ? /\d+/.exec(name)?.[0] : undefined;
    if (pid === undefined || existsSync(`/proc/${pid}`)) continue;
    const folder = join(inMemory, name);
    if (statSync(folder).uid === process.getuid?.()) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A fresh folder for the systems of a run of the tests: in memory where there is room, because each waits for the disk at each commit; else where
 * the machine has such folders. What is killed loses nothing either way; a machine without power is no test of these.
 */
export function makeTestFolder(): string {
  const isThere = process.env['LEDGER'] !== 'fabric' && isRoomy();
  if (isThere) removeAbandoned();
  return mkdtempSync(join(isThere ? inMemory : tmpdir(), `${prefix}${process.pid}-`));
}
