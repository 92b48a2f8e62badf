import { createHash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { vietnamDate } from '@daunguon/records';
import { inTransaction } from '../sqlite/in-transaction.ts';
import type { NewPartner } from './partner-schema.ts';

export interface Partner extends NewPartner {
  readonly id: string;
  readonly createdAt: string;
  readonly revokedAt?: string;
}
/** One line of the log: what a partner asked or was sent, and how many rows it got; null while the answer is being made. */
export interface PartnerRead {
  readonly seq: number;
  readonly at: string;
  readonly kind: 'request' | 'delivery';
  readonly what: string;
  readonly rows: number | null;
}
/** A turn of the quota: the line of the log to complete, or seconds to wait. */
export type Turn = { readonly seq: number } | { readonly wait: number };

const schema = `
CREATE TABLE IF NOT EXISTS partners (id TEXT PRIMARY KEY, hash TEXT UNIQUE NOT NULL, partner TEXT NOT NULL, createdAt TEXT NOT NULL,
  revokedAt TEXT);
CREATE TABLE IF NOT EXISTS reads (seq INTEGER PRIMARY KEY, partner TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL,
  rows INTEGER);
CREATE INDEX IF NOT EXISTS reads_partner ON reads (partner, kind, at);
CREATE TABLE IF NOT EXISTS days (partner TEXT NOT NULL, day TEXT NOT NULL, requests INTEGER NOT NULL, PRIMARY KEY (partner, day));`;

const minuteMs = 60_000;
const dayMs = 86_400_000;
const keyPrefix = 'dnp_';
export const isPartnerKey = (text: string): boolean => text.startsWith(keyPrefix);
/** 256 random bits need no slow hash: nobody can try them. */
const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');
const dayOf = (now: number): string => vietnamDate(now);
const dayEnd = (now: number): number => Date.parse(`${dayOf(now)}T00:00:00+07:00`) + dayMs;
/** So long what a partner read can be looked up; then it is gone, and with it whom it was told of. */
const keepReadsMs = 2 * 366 * dayMs;

type Row = Record<string, unknown>;
const read = (row: Row): Partner => ({
  ...(JSON.parse(String(row['partner'])) as NewPartner),
  ...{ id: String(row['id']), createdAt: String(row['createdAt']) },
  ...(row['revokedAt'] === null ? {} : { revokedAt: String(row['revokedAt']) }),
});

/** Partners by the hash of their key, the log of what they read, and a count for each day, by which their quota is measured: a restart forgets none. */
export function openPartnerStore(db: DatabaseSync) {
  db.exec(schema);
  const [counted, requests, addRequest] = [
    db.prepare("SELECT count(*) AS n, min(at) AS first FROM reads WHERE partner = ? AND kind = 'request' AND at > ?"),
    db.prepare('SELECT requests FROM days WHERE partner = ? AND day = ?'),
    db.prepare('INSERT INTO days VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET requests = requests + 1'),
  ];
  const addRead = db.prepare('INSERT INTO reads VALUES (NULL, ?, ?, ?, ?, ?) RETURNING seq');
  /** Of the minute before `now`: at most as many lines as the quota has. */
  const inMinute = (id: string, now: number): { n: number; first: number } => {
    const row = counted.get(id, now - minuteMs);
    return { n: Number(row?.['n']), first: Number(row?.['first']) };
  };
  const onDay = (id: string, now: number): number => Number(requests.get(id, dayOf(now))?.['requests'] ?? 0);
  const freshKey = (): string => `${keyPrefix}${randomBytes(32).toString('base64url')}`;
  return {
    /** Answers the key, told this once. */
    add(id: string, partner: NewPartner, createdAt: string): string {
      const key = freshKey();
      db.prepare('INSERT INTO partners VALUES (?, ?, ?, ?, NULL)').run(
        ...[id, hashOf(key), JSON.stringify(partner), createdAt],
      );
      return key;
    },
    /** A new key in the place of the one before; undefined where there is no such live partner. */
    rotate(id: string): string | undefined {
      const key = freshKey();
      const update = db.prepare('UPDATE partners SET hash = ? WHERE id = ? AND revokedAt IS NULL');
      return update.run(hashOf(key), id).changes === 1 ? key : undefined;
    },
    revoke: (id: string, at: string): boolean =>
      db.prepare('UPDATE partners SET revokedAt = ? WHERE id = ? AND revokedAt IS NULL').run(at, id).changes === 1,
    all: (): readonly Partner[] => db.prepare('SELECT * FROM partners ORDER BY createdAt DESC, id').all().map(read),
    /** A partner whose key is in force. */
    live: (id: string): Partner | undefined => {
      const row = db.prepare('SELECT * FROM partners WHERE id = ? AND revokedAt IS NULL').get(id);
      return row && read(row);
    },
    withKey: (key: string): Partner | undefined => {
      const row = db.prepare('SELECT * FROM partners WHERE hash = ? AND revokedAt IS NULL').get(hashOf(key));
      return row && read(row);
    },
    /** Requests since midnight in Vietnam. */
    today: onDay,
    /** Takes one request of the quota and logs it; seconds to wait where none is left. */
    take({ id, perMinute, perDay }: Partner, what: string, now: number): Turn {
      return inTransaction(db, (): Turn => {
        if (onDay(id, now) >= perDay) return { wait: Math.ceil((dayEnd(now) - now) / 1000) };
        const minute = inMinute(id, now);
        if (minute.n >= perMinute) return { wait: Math.max(1, Math.ceil((minute.first + minuteMs - now) / 1000)) };
        addRequest.run(id, dayOf(now));
        return { seq: Number(addRead.get(id, now, 'request', what, null)?.['seq']) };
      });
    },
    /** How many rows the answer of a logged request had. */
    answered: (seq: number, rows: number): void =>
      void db.prepare('UPDATE reads SET rows = ? WHERE seq = ?').run(rows, seq),
    delivered: (id: string, what: string, rows: number, now: number): void =>
      void addRead.get(id, now, 'delivery', what, rows),
    /** What is older than two years. */
    forget(now: number): void {
      db.prepare('DELETE FROM reads WHERE at < ?').run(now - keepReadsMs);
      db.prepare('DELETE FROM days WHERE day < ?').run(dayOf(now - keepReadsMs));
    },
    /** The log of a partner, the newest first; `before` is the `seq` of the last line of the page before. */
    reads: (id: string, limit: number, before = Number.MAX_SAFE_INTEGER): readonly PartnerRead[] =>
      db
        .prepare('SELECT * FROM reads WHERE partner = ? AND seq < ? ORDER BY seq DESC LIMIT ?')
        .all(id, before, limit)
        .map((row) => ({
          seq: Number(row['seq']),
          at: new Date(Number(row['at'])).toISOString(),
          kind: String(row['kind']) as PartnerRead['kind'],
          what: String(row['what']),
          rows: row['rows'] === null ? null : Number(row['rows']),
        })),
  };
}
export type PartnerStore = ReturnType<typeof openPartnerStore>;
