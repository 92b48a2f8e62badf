import { createHmac } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { LookupKind } from '../lookups/lookup-kinds.ts';

export interface LookupLine {
  readonly seq: number;
  readonly at: string;
  /** Blinded account of the person. */
  readonly who: string;
  readonly unit: string;
  readonly kind: LookupKind;
  /** The key, blinded: the same for the same key, so that a search by trying is seen, and whom it was about is not. */
  readonly about: string;
  readonly outcome: 'found' | 'not-found';
}

/** So long it can be looked up who asked. */
const keepMs = 2 * 366 * 86_400_000;

/** What was asked of other registers, by whom, and whether there was an answer: on disk before the answer goes out. */
export function openLookupLog(file: string, vaultKey: Buffer) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS lookups (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, unit TEXT NOT NULL, kind TEXT NOT NULL,
    about TEXT NOT NULL, outcome TEXT NOT NULL)`);
  const [insert, forget, list] = [
    db.prepare('INSERT INTO lookups VALUES (NULL, ?, ?, ?, ?, ?, ?)'),
    db.prepare('DELETE FROM lookups WHERE at < ?'),
    db.prepare('SELECT * FROM lookups WHERE seq < ? ORDER BY seq DESC LIMIT ?'),
  ];
  const blinded = (kind: LookupKind, key: string): string =>
    createHmac('sha256', vaultKey)
      .update(JSON.stringify(['daunguon/lookup/v1', kind, key]))
      .digest('hex')
      .slice(0, 32);
  return {
    add(line: Pick<LookupLine, 'who' | 'unit' | 'kind' | 'outcome'> & { readonly key: string }, now: number): void {
      forget.run(now - keepMs);
      insert.run(now, line.who, line.unit, line.kind, blinded(line.kind, line.key), line.outcome);
    },
    /** The newest first; `before` is the `seq` of the last line of the page before. */
    lines: (limit: number, before = Number.MAX_SAFE_INTEGER): readonly LookupLine[] =>
      list.all(before, limit).map((row) => ({
        ...{ seq: Number(row['seq']), at: new Date(Number(row['at'])).toISOString(), who: String(row['who']) },
        ...{ unit: String(row['unit']), kind: row['kind'] as LookupKind, about: String(row['about']) },
        outcome: row['outcome'] as LookupLine['outcome'],
      })),
    close: (): void => db.close(),
  };
}
export type LookupLog = ReturnType<typeof openLookupLog>;
