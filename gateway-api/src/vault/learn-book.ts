import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { resealColumn } from './reseal.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** How far one person came in one course. */
export interface Learned {
  /** Lessons that are done. */
  readonly lessons: readonly string[];
  /** Times of the quiz's last tries, ISO 8601 UTC. */
  readonly tries: readonly string[];
  readonly passedAt?: string;
  /** Right answers in percent, of the try that passed. */
  readonly score?: number;
  /** As printed on it; nobody's name is kept who took none. */
  readonly certificate?: { readonly id: string; readonly fullName: string; readonly at: string };
}
export const nothingLearned: Learned = { lessons: [], tries: [] };

/** Progress by blinded account (`holderTag`), sealed under the person's key, which `forget` destroys. On disk before `put` returns. */
export interface LearnBook {
  get(person: string, course: string): Learned;
  put(person: string, course: string, learned: Learned): void;
  all(): readonly { readonly course: string; readonly learned: Learned }[];
  forget(person: string): void;
  close(): void;
}

export function openLearnBook(file: string, keys: SubjectKeys): LearnBook {
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec('PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON; PRAGMA synchronous = FULL');
  db.exec(
    'CREATE TABLE IF NOT EXISTS learned (person TEXT, course TEXT, sealed TEXT NOT NULL, PRIMARY KEY (person, course)) WITHOUT ROWID',
  );
  const about = (person: string, course: string): string => `daunguon/learned/v1 ${person} ${course}`;
  const subject = (person: string): string => `learned:${person}`;
  resealColumn(db, keys, {
    ...{ table: 'learned', column: 'sealed', key: ['person', 'course'] },
    of: ({ person, course }) => ({ subject: subject(String(person)), about: about(String(person), String(course)) }),
  });
  const opened = (person: string, course: string, sealed: unknown): Learned => {
    const open = keys.open(subject(person), String(sealed), about(person, course));
    return open === undefined ? nothingLearned : (JSON.parse(open) as Learned);
  };
  return {
    get(person, course) {
      const row = db.prepare('SELECT sealed FROM learned WHERE person = ? AND course = ?').get(person, course);
      return row === undefined ? nothingLearned : opened(person, course, row['sealed']);
    },
    put(person, course, learned) {
      const sealed = keys.seal(subject(person), JSON.stringify(learned), about(person, course));
      db.prepare('INSERT OR REPLACE INTO learned VALUES (?, ?, ?)').run(person, course, sealed);
    },
    all: () =>
      db
        .prepare('SELECT person, course, sealed FROM learned ORDER BY course, person')
        .all()
        .map(({ person, course, sealed }) => ({
          course: String(course),
          learned: opened(String(person), String(course), sealed),
        })),
    forget: (person) => {
      keys.destroy(subject(person));
      db.prepare('DELETE FROM learned WHERE person = ?').run(person);
    },
    close: () => db.close(),
  };
}
