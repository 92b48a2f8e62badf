import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { resealColumn } from './reseal.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** Texts with personal data, each sealed under a key of its own, which goes with it, and bound to what it belongs to. */
export interface SealedNotes {
  /** On disk before this returns; what is there under the id stays. */
  put(id: string, value: object): void;
  get(id: string): unknown;
  erase(id: string): void;
  close(): void;
}

export function openSealedNotes(file: string, keys: SubjectKeys): SealedNotes {
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec('PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON; PRAGMA synchronous = FULL');
  db.exec('CREATE TABLE IF NOT EXISTS notes (id TEXT PRIMARY KEY, sealed TEXT NOT NULL) WITHOUT ROWID');
  const about = (id: string): string => `daunguon/note/v1 ${id}`;
  const subject = (id: string): string => `note:${id}`;
  const of = ({ id }: Readonly<Record<string, unknown>>) => ({
    subject: subject(String(id)),
    about: about(String(id)),
  });
  resealColumn(db, keys, { table: 'notes', column: 'sealed', key: ['id'], of });
  return {
    put(id, value) {
      const sealed = keys.seal(subject(id), JSON.stringify(value), about(id));
      db.prepare('INSERT INTO notes VALUES (?, ?) ON CONFLICT DO NOTHING').run(id, sealed);
    },
    get(id) {
      const row = db.prepare('SELECT sealed FROM notes WHERE id = ?').get(id);
      const open = row && keys.open(subject(id), String(row['sealed']), about(id));
      return open === undefined ? undefined : (JSON.parse(open) as unknown);
    },
    erase: (id) => {
      keys.destroy(subject(id));
      db.prepare('DELETE FROM notes WHERE id = ?').run(id);
    },
    close: () => db.close(),
  };
}
