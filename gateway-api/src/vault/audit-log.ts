import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../sqlite/in-transaction.ts';

/** One act of administration: first that it was asked, then what became of it. People stand by their blinded account. */
export interface AuditEntry {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly phase: 'asked' | 'done' | 'refused' | 'failed';
  /** Method and path pattern. */
  readonly act: string;
  /** What it was about: the ids in its path. */
  readonly target: string;
  /** '' where nobody had signed in. */
  readonly who: string;
  readonly unit: string;
  readonly role: string;
  readonly requestId: string;
  /** HTTP status, 0 while it was only asked. */
  readonly status: number;
  /** Code of the problem, '' without one. */
  readonly code: string;
}

export interface AuditLine extends AuditEntry {
  readonly seq: number;
  /** SHA-256 of the entry together with the hash of the line before. */
  readonly hash: string;
}

/** Which lines are asked for; what is absent narrows nothing. */
export interface AuditFilter {
  readonly phase?: AuditEntry['phase'];
  /** ISO 8601, inclusive and exclusive. */
  readonly from?: string;
  readonly to?: string;
  /** Anywhere in what was done, to what, by whom, or in the request's id, small or large. */
  readonly text?: string;
}

/** The log of administration: only appended to, each line hashed together with the one before. */
export interface AuditLog {
  /** On disk before it returns. */
  append(entry: AuditEntry): void;
  /** The newest first; `before` is the `seq` of the last line of the page before. */
  lines(limit: number, before?: number, filter?: AuditFilter): readonly AuditLine[];
  /** Of the newest line: kept elsewhere it proves later that no line before it was changed or left out. */
  head(): { readonly seq: number; readonly hash: string };
  /** True while every line follows from the one before. */
  isWhole(): boolean;
  close(): void;
}

const start = createHash('sha256').update('daunguon/audit/v1').digest('hex');
const names = ['at', 'phase', 'act', 'target', 'who', 'unit', 'role', 'requestId', 'status', 'code'] as const;

/** SHA-256 over the hash before and the entry's members in this order, as JSON. */
const auditHash = (previous: string, entry: AuditEntry): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, ...names.map((name) => entry[name])]))
    .digest('hex');

export function openAuditLog(file: string): AuditLog {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec(`PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE IF NOT EXISTS acts (seq INTEGER PRIMARY KEY, at TEXT, phase TEXT, act TEXT, target TEXT, who TEXT, unit TEXT, role TEXT,
      requestId TEXT, status INTEGER, code TEXT, hash TEXT NOT NULL)`);
  const [insert, last, page, all] = [
    db.prepare('INSERT INTO acts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    db.prepare('SELECT seq, hash FROM acts ORDER BY seq DESC LIMIT 1'),
    db.prepare(`SELECT * FROM acts WHERE seq < ?1 AND (?3 IS NULL OR phase = ?3) AND (?4 IS NULL OR at >= ?4) AND (?5 IS NULL OR at < ?5)
      AND (?6 IS NULL OR instr(lower(act || ' ' || target || ' ' || who || ' ' || unit || ' ' || role || ' ' || code || ' ' || requestId), lower(?6)) > 0)
      ORDER BY seq DESC LIMIT ?2`),
    db.prepare('SELECT * FROM acts ORDER BY seq'),
  ];
  const head = (): { seq: number; hash: string } => {
    const row = last.get();
    return { seq: Number(row?.['seq'] ?? 0), hash: String(row?.['hash'] ?? start) };
  };
  const lineIn = (row: Record<string, unknown>): AuditLine => row as unknown as AuditLine;
  return {
    append: (entry) => {
      // A command of an administrator and the gateway may write at once: the chain is extended by one after the other.
      inTransaction(db, () => {
        const { seq, hash } = head();
        insert.run(seq + 1, ...names.map((name) => entry[name]), auditHash(hash, entry));
      });
    },
    lines: (limit, before = Number.MAX_SAFE_INTEGER, { phase, from, to, text } = {}) =>
      page.all(before, limit, phase ?? null, from ?? null, to ?? null, text ?? null).map((row) => ({ ...lineIn(row) })),
    head,
    isWhole: () => {
      let [previous, seq] = [start, 0];
      for (const row of all.iterate()) {
        const line = lineIn(row);
        seq += 1;
        if (line.seq !== seq || auditHash(previous, line) !== line.hash) return false;
        previous = line.hash;
      }
      return true;
    },
    close: () => db.close(),
  };
}
