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
  /** `asked`: without an answer yet, or for ever where the register gave none. */
  readonly outcome: 'asked' | 'found' | 'not-found';
}
/** A turn of somebody's quota: the line of the log to complete, or seconds to wait. */
export type LookupTurn = { readonly seq: number } | { readonly wait: number };
export interface LookupQuota {
  readonly perMinute: number;
  readonly perDay: number;
}

const [minuteMs, dayMs] = [60_000, 86_400_000];

/** So long it can be looked up who asked. */
const keepMs = 2 * 366 * dayMs;

/**
 * What was asked of other registers, by whom, and whether there was an answer: on disk before a register is asked. Quotas are counted in it, so a
 * restart forgets none.
 */
export function openLookupLog(file: string, vaultKey: Buffer) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS lookups (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, unit TEXT NOT NULL, kind TEXT NOT NULL,
    about TEXT NOT NULL, outcome TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS lookups_who ON lookups (who, at)`);
  const [insert, answer, counted, forget, list] = [
    db.prepare('INSERT INTO lookups VALUES (NULL, ?, ?, ?, ?, ?, ?) RETURNING seq'),
    db.prepare('UPDATE lookups SET outcome = ? WHERE seq = ?'),
    db.prepare('SELECT count(*) AS n, min(at) AS first FROM lookups WHERE who = ? AND at > ?'),
    db.prepare('DELETE FROM lookups WHERE at < ?'),
    db.prepare('SELECT * FROM lookups WHERE seq < ? ORDER BY seq DESC LIMIT ?'),
  ];
  /** Seconds until the window before `now` has room again; 0 where it has. */
  const waitOf = (who: string, most: number, windowMs: number, now: number): number => {
    const row = counted.get(who, now - windowMs);
    return Number(row?.['n']) < most ? 0 : Math.max(1, Math.ceil((Number(row?.['first']) + windowMs - now) / 1000));
  };
  const blinded = (kind: LookupKind, key: string): string =>
    createHmac('sha256', vaultKey)
      .update(JSON.stringify(['daunguon/lookup/v1', kind, key]))
      .digest('hex')
      .slice(0, 32);
  return {
    /** Takes a turn of whoever asks, and logs it. */
    take(
      { who, unit, kind, key }: Pick<LookupLine, 'who' | 'unit' | 'kind'> & { readonly key: string },
      { perMinute, perDay }: LookupQuota,
      now: number,
    ): LookupTurn {
      const wait = Math.max(waitOf(who, perMinute, minuteMs, now), waitOf(who, perDay, dayMs, now));
      if (wait > 0) return { wait };
      forget.run(now - keepMs);
      return { seq: Number(insert.get(now, who, unit, kind, blinded(kind, key), 'asked')?.['seq']) };
    },
    answered: (seq: number, outcome: LookupLine['outcome']): void => void answer.run(outcome, seq),
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
