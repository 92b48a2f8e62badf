import type { DatabaseSync } from 'node:sqlite';
import {
  accessDayPath,
  accessDayRoot,
  accessEntryHash,
  accessLogStart,
  type AccessProof,
} from '@daunguon/proof/health';
import { vietnamDate, type AccessEntry } from '@daunguon/records';
import { seal, unseal } from './seal.ts';

/** An entry with its place in the chain; `proof` once its day is closed on the ledger. */
export interface LoggedAccess {
  readonly entry: AccessEntry;
  readonly previous: string;
  readonly hash: string;
  readonly day: string;
  readonly proof?: AccessProof;
}

/** The access log: only appended to, each entry hashed together with the hash of the one before. */
export interface AccessBook {
  append(entry: AccessEntry): void;
  ofPatient(patient: string): readonly LoggedAccess[];
  /** Days before `today` that are not closed, oldest first, with their root; a day without entries has a random one. */
  openDays(today: string, random: () => string): readonly { readonly day: string; readonly root: string }[];
  close(day: string, root: string): void;
  /** True while every entry follows from the one before: what was changed in the file shows. */
  isWhole(): boolean;
}

interface Row {
  seq: number;
  day: string;
  patient: string;
  sealed: string;
  previous: string;
  hash: string;
}

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

export function openAccessBook(db: DatabaseSync, key: Buffer): AccessBook {
  db.exec(`CREATE TABLE IF NOT EXISTS access (seq INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, patient TEXT NOT NULL,
    sealed TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS access_patient ON access (patient); CREATE INDEX IF NOT EXISTS access_day ON access (day);
    CREATE TABLE IF NOT EXISTS access_days (day TEXT PRIMARY KEY, root TEXT NOT NULL)`);
  const last = db.prepare('SELECT hash FROM access ORDER BY seq DESC LIMIT 1');
  const insert = db.prepare('INSERT INTO access (day, patient, sealed, previous, hash) VALUES (?, ?, ?, ?, ?)');
  const ofPatient = db.prepare('SELECT * FROM access WHERE patient = ? ORDER BY seq');
  const ofDay = db.prepare('SELECT hash FROM access WHERE day = ? ORDER BY seq');
  const all = db.prepare('SELECT * FROM access ORDER BY seq');
  const root = db.prepare('SELECT root FROM access_days WHERE day = ?');
  const ends = db.prepare(
    'SELECT (SELECT min(day) FROM access) AS first, (SELECT max(day) FROM access_days) AS closed',
  );
  const about = (previous: string): string => `daunguon/access/v1 ${previous}`;
  const hashesOf = (day: string): string[] => ofDay.all(day).map(({ hash }) => String(hash));
  const open = ({ sealed, previous }: Row): AccessEntry =>
    JSON.parse(unseal(key, sealed, about(previous))) as AccessEntry;
  return {
    append: (entry) => {
      const previous = String(last.get()?.['hash'] ?? accessLogStart);
      const sealed = seal(key, JSON.stringify(entry), about(previous));
      insert.run(vietnamDate(entry.at), entry.patient, sealed, previous, accessEntryHash(previous, entry));
    },
    ofPatient: (patient) =>
      (ofPatient.all(patient) as unknown as Row[]).map((row) => {
        const { previous, hash, day } = row;
        const closed = root.get(day)?.['root'];
        if (closed === undefined) return { entry: open(row), previous, hash, day };
        const hashes = hashesOf(day);
        const index = hashes.indexOf(hash);
        const proof = { index, count: hashes.length, path: accessDayPath(hashes, index), root: String(closed) };
        return { entry: open(row), previous, hash, day, proof };
      }),
    openDays: (today, random) => {
      const { first, closed } = ends.get() as { first: string | null; closed: string | null };
      if (first === null) return [];
      const days: { day: string; root: string }[] = [];
      for (let day = closed === null ? first : nextDay(closed); day < today; day = nextDay(day)) {
        const hashes = hashesOf(day);
        days.push({ day, root: hashes.length === 0 ? random() : accessDayRoot(hashes) });
      }
      return days;
    },
    close: (day, value) => void db.prepare('INSERT OR IGNORE INTO access_days VALUES (?, ?)').run(day, value),
    isWhole: () => {
      let previous = accessLogStart;
      for (const row of all.all() as unknown as Row[]) {
        if (row.previous !== previous) return false;
        try {
          if (accessEntryHash(previous, open(row)) !== row.hash) return false;
        } catch {
          return false;
        }
        previous = row.hash;
      }
      return true;
    },
  };
}
