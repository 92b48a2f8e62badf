import type { DatabaseSync } from 'node:sqlite';

/** All of `work` or nothing: what it throws undoes what it wrote. It must not wait for anything, as the connection is not its own. */
export function inTransaction<Value>(db: DatabaseSync, work: () => Value): Value {
  db.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    db.exec('COMMIT');
    return value;
  } catch (error) {
    // on a full disk SQLite has done so by itself, and would say nothing but that
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
