/**
 * One running system at a time has a data folder: two that wrote the same ledger would ruin it, and ports do not tell, as copies on other ports
 * look at the same folder. SQLite's lock of a file ends with the process that holds it, however that ends.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export const lockFile = 'running.lock';

/** Nobody else may hold on to a lock, and garbage collection would end it. */
const held = new Set<DatabaseSync>();

/** Ends the lock, which otherwise lasts as long as the process. */
export type Release = () => void;

/** Takes a folder that exists; undefined where another process has it. @throws Error where the folder cannot be written */
export function takeFolder(data: string): Release | undefined {
  const lock = new DatabaseSync(join(data, lockFile), { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    held.add(lock);
    return () => {
      held.delete(lock);
      lock.close();
    };
  } catch (error) {
    lock.close();
    if ((error as { errcode?: unknown }).errcode !== 5) throw error; // SQLITE_BUSY
    return undefined;
  }
}

/** True while a running system has the folder. */
export function isTaken(data: string): boolean {
  if (!existsSync(join(data, lockFile))) return false;
  const release = takeFolder(data);
  release?.();
  return release === undefined;
}
