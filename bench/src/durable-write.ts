import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The floor of anything durable here: `count` transactions of `rows` rows of 1 kB each into SQLite with synchronous=FULL; seconds for each. */
export function durableWrites(count: number, rows: number): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'daunguon-floor-'));
  const database = new DatabaseSync(join(folder, 'floor.db'));
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (k INTEGER PRIMARY KEY, v BLOB)');
  const insert = database.prepare('INSERT INTO t (v) VALUES (?)');
  const value = Buffer.alloc(1024, 7);
  const seconds = Array.from({ length: count }, () => {
    const begun = performance.now();
    database.exec('BEGIN IMMEDIATE');
    for (let row = 0; row < rows; row += 1) insert.run(value);
    database.exec('COMMIT');
    return (performance.now() - begun) / 1000;
  });
  database.close();
  rmSync(folder, { recursive: true });
  return seconds;
}
