import { DatabaseSync } from 'node:sqlite';
import { daysBefore } from './day.ts';
import type { ScanCounts, Sighting } from './scan-statement.ts';
import { inTransaction } from '../sqlite/in-transaction.ts';

export interface ScanStore {
  /**
   * Counts one scan of a label (its canonical path), unless `device` was counted for it on this day. `claims`: the reader says to have bought the
   * thing. On disk before this returns; false where nothing was counted.
   */
  add(label: string, seen: Sighting & { readonly device: Uint8Array; readonly claims: boolean }): boolean;
  /** Of the days from `since` on. */
  counts(label: string, since: string): ScanCounts;
  close(): void;
}

const schema = `
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS scans (label TEXT, day TEXT, commune TEXT, count INTEGER, PRIMARY KEY (label, day, commune)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS firsts (label TEXT, kind TEXT, day TEXT, commune TEXT, PRIMARY KEY (label, kind)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS devices (device BLOB PRIMARY KEY, day TEXT) WITHOUT ROWID;`;

/** Counts of scans by label, day and commune: no reader, no time of day, no address. */
export function openScanStore(file: string): ScanStore {
  const db = new DatabaseSync(file);
  db.exec(schema);
  const forget = db.prepare('DELETE FROM devices WHERE day < ?');
  const seenBy = db.prepare('INSERT INTO devices VALUES (?, ?) ON CONFLICT DO NOTHING');
  const count = db.prepare('INSERT INTO scans VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1');
  const first = db.prepare('INSERT INTO firsts VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const sums = db.prepare(
    "SELECT coalesce(sum(count), 0) AS scans, count(DISTINCT nullif(commune, '')) AS communes FROM scans WHERE label = ? AND day >= ?",
  );
  const firsts = db.prepare('SELECT kind, day, commune FROM firsts WHERE label = ?');
  return {
    add(label, { day, commune = '', device, claims }) {
      return inTransaction(db, () => {
        forget.run(daysBefore(day, 1));
        const counted = seenBy.run(device, day).changes === 1;
        if (counted) {
          count.run(label, day, commune);
          first.run(label, 'first', day, commune);
        }
        // Who scans first and says later that it was bought is the same reader.
        if (claims) first.run(label, 'claim', day, commune);
        return counted;
      });
    },
    counts(label, since) {
      const row = sums.get(label, since);
      const found = new Map(
        firsts
          .all(label)
          .map(({ kind, day, commune }): [string, Sighting] => [
            String(kind),
            { day: String(day), ...(commune === '' ? {} : { commune: String(commune) }) },
          ]),
      );
      const [seen, claim] = [found.get('first'), found.get('claim')];
      return {
        scans: Number(row?.['scans'] ?? 0),
        communes: Number(row?.['communes'] ?? 0),
        ...(seen === undefined ? {} : { first: seen }),
        ...(claim === undefined ? {} : { claim }),
      };
    },
    close: () => db.close(),
  };
}
