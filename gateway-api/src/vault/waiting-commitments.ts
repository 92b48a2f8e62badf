import type { DatabaseSync } from 'node:sqlite';
import type { Waiting } from '@daunguon/records';
import { resealColumn } from './reseal.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** A commitment that waits for its batch, with what goes to the private collection and what it replaces. */
export interface WaitingRow extends Waiting {
  readonly saltSeed: string;
  readonly supersedes?: string;
}

/** Of the queue: nothing in it stays longer than its batch takes. */
const subject = 'health:waiting';

/** The mixing point's queue. Whose a commitment is stands here until its batch is on the ledger, and nowhere afterwards. */
export interface WaitingCommitments {
  /** On disk before this returns; false where other contents wait under the id. */
  add(row: WaitingRow): boolean;
  has(id: string): boolean;
  all(): readonly WaitingRow[];
  remove(ids: readonly string[]): void;
}

export function openWaiting(db: DatabaseSync, keys: SubjectKeys): WaitingCommitments {
  db.exec('CREATE TABLE IF NOT EXISTS waiting (id TEXT PRIMARY KEY, commitment TEXT NOT NULL, sealed TEXT NOT NULL)');
  const about = (id: string): string => `daunguon/waiting/v1 ${id}`;
  resealColumn(db, keys, {
    ...{ table: 'waiting', column: 'sealed', key: ['id'], of: ({ id }) => ({ subject, about: about(String(id)) }) },
  });
  const insert = db.prepare('INSERT OR IGNORE INTO waiting VALUES (?, ?, ?)');
  const get = db.prepare('SELECT commitment FROM waiting WHERE id = ?');
  const all = db.prepare('SELECT * FROM waiting ORDER BY rowid');
  const remove = db.prepare('DELETE FROM waiting WHERE id = ?');
  return {
    add: ({ id, commitment, ...rest }) => {
      insert.run(id, commitment, keys.seal(subject, JSON.stringify(rest), about(id)));
      return get.get(id)?.['commitment'] === commitment;
    },
    has: (id) => get.get(id) !== undefined,
    all: () =>
      all.all().map(({ id, commitment, sealed }) => ({
        ...{ id: String(id), commitment: String(commitment) },
        ...(JSON.parse(keys.open(subject, String(sealed), about(String(id)))!) as Omit<
          WaitingRow,
          'id' | 'commitment'
        >),
      })),
    remove: (ids) => ids.forEach((id) => void remove.run(id)),
  };
}
