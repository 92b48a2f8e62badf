import type { DatabaseSync } from 'node:sqlite';
import {
  accessDayPath,
  accessDayRoot,
  accessEntryHash,
  accessLogStart,
  type AccessProof,
} from '@daunguon/proof/health';
import { vietnamDate, type AccessEntry } from '@daunguon/records';
import { resealColumn } from './reseal.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** An entry with its place in the chain; `proof` once its day is closed on the ledger. */
export interface LoggedAccess {
  readonly entry: AccessEntry;
  readonly previous: string;
  readonly hash: string;
  readonly day: string;
  readonly proof?: AccessProof;
  /** Record of the day's root on the ledger. */
  readonly rootRecord?: string;
}

/** How a day is closed on the ledger: decided once and on disk, so that it is the same however often it is sent. */
export interface DayClosing {
  readonly day: string;
  readonly root: string;
  readonly requestId: string;
  /** Of the record with the root. */
  readonly id: string;
}

/** The access log: only appended to, each entry hashed together with the hash of the one before. */
export interface AccessBook {
  /** An entry whose day is being closed, or is closed, goes to the first day that is not. */
  append(entry: AccessEntry): void;
  ofPatient(patient: string): readonly LoggedAccess[];
  /** The oldest day before `today` that is not closed: from now on it takes no entry. A day without entries has a random root. */
  nextClosing(today: string, fresh: () => Omit<DayClosing, 'day'>): DayClosing | undefined;
  /** `isOurs` false: another root stands on the ledger, so that no record is named for this one. */
  close(day: string, isOurs?: boolean): void;
  /** True while every entry follows from the one before: what was changed in the file shows. Of an erased patient's entry the place alone is left. */
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

export function openAccessBook(db: DatabaseSync, keys: SubjectKeys): AccessBook {
  db.exec(`CREATE TABLE IF NOT EXISTS access (seq INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, patient TEXT NOT NULL,
    sealed TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS access_patient ON access (patient); CREATE INDEX IF NOT EXISTS access_day ON access (day);
    CREATE TABLE IF NOT EXISTS access_closings (day TEXT PRIMARY KEY, root TEXT NOT NULL, request TEXT NOT NULL,
      record TEXT NOT NULL, closed INTEGER NOT NULL DEFAULT 0)`);
  const last = db.prepare('SELECT hash FROM access ORDER BY seq DESC LIMIT 1');
  const insert = db.prepare('INSERT INTO access (day, patient, sealed, previous, hash) VALUES (?, ?, ?, ?, ?)');
  const ofPatient = db.prepare('SELECT * FROM access WHERE patient = ? ORDER BY seq');
  const ofDay = db.prepare('SELECT hash FROM access WHERE day = ? ORDER BY seq');
  const all = db.prepare('SELECT * FROM access ORDER BY seq');
  const closed = db.prepare('SELECT root, record FROM access_closings WHERE day = ? AND closed = 1');
  const pending = db.prepare('SELECT day, root, request, record FROM access_closings WHERE closed = 0');
  const plan = db.prepare('INSERT INTO access_closings (day, root, request, record) VALUES (?, ?, ?, ?)');
  const ends = db.prepare(
    'SELECT (SELECT min(day) FROM access) AS first, (SELECT max(day) FROM access_closings) AS frozen',
  );
  const close = db.prepare('UPDATE access_closings SET closed = 1, record = iif(?, record, ?) WHERE day = ?');
  const about = (previous: string): string => `daunguon/access/v1 ${previous}`;
  const hashesOf = (day: string): string[] => ofDay.all(day).map(({ hash }) => String(hash));
  const subjectOf = (patient: string): string => `patient:${patient}`;
  resealColumn(db, keys, {
    ...{ table: 'access', column: 'sealed', key: ['seq'] },
    of: ({ patient, previous }) => ({ subject: subjectOf(String(patient)), about: about(String(previous)) }),
  });
  /** Undefined where the patient's key was destroyed. */
  const open = ({ patient, sealed, previous }: Row): AccessEntry | undefined => {
    const text = keys.open(subjectOf(patient), sealed, about(previous));
    return text === undefined ? undefined : (JSON.parse(text) as AccessEntry);
  };
  return {
    append: (entry) => {
      const previous = String(last.get()?.['hash'] ?? accessLogStart);
      const sealed = keys.seal(subjectOf(entry.patient), JSON.stringify(entry), about(previous));
      const { frozen } = ends.get() as { frozen: string | null };
      const [own, open] = [vietnamDate(entry.at), frozen === null ? '' : nextDay(frozen)];
      insert.run(own < open ? open : own, entry.patient, sealed, previous, accessEntryHash(previous, entry));
    },
    ofPatient: (patient) =>
      (ofPatient.all(patient) as unknown as Row[]).flatMap((row) => {
        const { previous, hash, day } = row;
        const entry = open(row);
        if (entry === undefined) return [];
        const root = closed.get(day);
        if (root === undefined) return { entry, previous, hash, day };
        const hashes = hashesOf(day);
        const index = hashes.indexOf(hash);
        const proof = { index, count: hashes.length, path: accessDayPath(hashes, index), root: String(root['root']) };
        const rootRecord = root['record'] === '' ? {} : { rootRecord: String(root['record']) };
        return { entry, previous, hash, day, proof, ...rootRecord };
      }),
    nextClosing: (today, fresh) => {
      const begun = pending.get();
      if (begun !== undefined) {
        const [day, root, requestId, id] = ['day', 'root', 'request', 'record'].map((name) => String(begun[name]));
        return { day, root, requestId, id } as DayClosing;
      }
      const { first, frozen } = ends.get() as { first: string | null; frozen: string | null };
      const day = frozen === null ? first : nextDay(frozen);
      if (day === null || day >= today) return undefined;
      const hashes = hashesOf(day);
      const { root: made, requestId, id } = fresh();
      const root = hashes.length === 0 ? made : accessDayRoot(hashes);
      plan.run(day, root, requestId, id);
      return { day, root, requestId, id };
    },
    close: (day, isOurs = true) => void close.run(isOurs ? 1 : 0, '', day),
    isWhole: () => {
      let previous = accessLogStart;
      for (const row of all.all() as unknown as Row[]) {
        if (row.previous !== previous) return false;
        try {
          const entry = open(row);
          if (entry !== undefined && accessEntryHash(previous, entry) !== row.hash) return false;
        } catch {
          return false;
        }
        previous = row.hash;
      }
      return true;
    },
  };
}
