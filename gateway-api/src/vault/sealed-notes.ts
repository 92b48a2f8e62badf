import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { seal, unseal } from './seal.ts';

/** Texts with personal data, sealed under the vault's key and bound to what they belong to. */
export interface SealedNotes {
  /** On disk before this returns; what is there under the id stays. */
  put(id: string, value: object): void;
  get(id: string): unknown;
  erase(id: string): void;
  close(): void;
}

export function openSealedNotes(file: string, key: Buffer): SealedNotes {
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec('PRAGMA secure_delete = ON; PRAGMA synchronous = FULL');
  db.exec('CREATE TABLE IF NOT EXISTS notes (id TEXT PRIMARY KEY, sealed TEXT NOT NULL) WITHOUT ROWID');
  const about = (id: string): string => `daunguon/note/v1 ${id}`;
  return {
    put(id, value) {
      const sealed = seal(key, JSON.stringify(value), about(id));
      db.prepare('INSERT INTO notes VALUES (?, ?) ON CONFLICT DO NOTHING').run(id, sealed);
    },
    get(id) {
      const row = db.prepare('SELECT sealed FROM notes WHERE id = ?').get(id);
      return row === undefined ? undefined : (JSON.parse(unseal(key, String(row['sealed']), about(id))) as unknown);
    },
    erase: (id) => void db.prepare('DELETE FROM notes WHERE id = ?').run(id),
    close: () => db.close(),
  };
}
