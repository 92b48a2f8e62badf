import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../sqlite/in-transaction.ts';
import { resealColumn } from '../vault/reseal.ts';
import type { SubjectKeys } from '../vault/subject-keys.ts';
import type { Failure } from './post-once.ts';
import {
  listedIn,
  messageIn,
  type Row,
  type ListedSubscription,
  type Message,
  type NewMessage,
  type NewSubscription,
  type PauseReason,
  type Subscription,
  type SubscriptionKind,
} from './webhook-records.ts';
import type { SigningKey } from './webhook-signature.ts';

const schema = `
CREATE TABLE IF NOT EXISTS subscriptions (id TEXT PRIMARY KEY, partner TEXT NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL, wish TEXT NOT NULL,
  cursor TEXT NOT NULL, sealedKey TEXT NOT NULL, publicKey TEXT, state TEXT NOT NULL, pausedBecause TEXT, createdAt TEXT NOT NULL,
  lastDeliveredAt TEXT, deadInRow INTEGER NOT NULL DEFAULT 0, sealedPrevious TEXT, previousUntil INTEGER);
CREATE INDEX IF NOT EXISTS subscriptions_partner ON subscriptions (partner);
CREATE TABLE IF NOT EXISTS messages (seq INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL,
  subscription TEXT NOT NULL REFERENCES subscriptions (id) ON DELETE CASCADE, body TEXT NOT NULL, rows INTEGER NOT NULL, dead INTEGER NOT NULL
  DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, firstAttemptAt INTEGER, nextAt INTEGER NOT NULL DEFAULT 0, lastFailure TEXT,
  lastStatus INTEGER, lastAttemptAt INTEGER);
CREATE INDEX IF NOT EXISTS messages_queue ON messages (subscription, dead, seq);`;

/** The id by which a receiver knows a message that comes twice; no full stop in it, as the signed content is parted by them. */
const messageId = (subscription: string, about: string): string =>
  `msg_${createHash('sha256')
    .update(JSON.stringify(['daunguon/webhook/v1', subscription, about]))
    .digest('base64url')
    .slice(0, 32)}`;

/**
 * Subscriptions and their messages that wait or failed for good. A message comes in together with the cursor behind it, in one transaction, and
 * goes out when its receiver has it: nothing is lost or made twice by a process that is killed at any point.
 */
export function openWebhookStore(db: DatabaseSync, keys: SubjectKeys) {
  db.exec(schema);
  const columns = db.prepare("SELECT name FROM pragma_table_info('subscriptions')").all();
  if (!columns.some(({ name }) => name === 'previousUntil'))
    db.exec(
      'ALTER TABLE subscriptions ADD COLUMN sealedPrevious TEXT; ALTER TABLE subscriptions ADD COLUMN previousUntil INTEGER',
    );
  const about = (id: string): string => `daunguon/webhook-key/v1 ${id}`;
  /** Bodies may be events in full: sealed until they arrived. What an earlier version left readable is JSON. */
  const aboutBody = (id: string): string => `daunguon/webhook-body/v1 ${id}`;
  const subject = (subscription: unknown): string => `webhook:${String(subscription)}`;
  const sealBody = (id: string, subscription: string, body: string): string =>
    keys.seal(subject(subscription), body, aboutBody(id));
  const sealKey = (id: string, key: SigningKey): string => keys.seal(subject(id), JSON.stringify(key), about(id));
  for (const { id, body, subscription } of db.prepare("SELECT * FROM messages WHERE body LIKE '{%'").all())
    db.prepare('UPDATE messages SET body = ? WHERE id = ?').run(sealBody(String(id), String(subscription), String(body)), String(id)); // prettier-ignore
  resealColumn(db, keys, {
    ...{ table: 'messages', column: 'body', key: ['id'] },
    of: ({ id, subscription }) => ({ subject: subject(subscription), about: aboutBody(String(id)) }),
  });
  for (const column of ['sealedKey', 'sealedPrevious'])
    resealColumn(db, keys, {
      ...{ table: 'subscriptions', column, key: ['id'] },
      of: ({ id }) => ({ subject: subject(id), about: about(String(id)) }),
    });
  /** @throws where the subscription's key was destroyed, of which nothing is kept then */
  const opened = (subscription: unknown, sealed: unknown, what: string): string => {
    const text = keys.open(subject(subscription), String(sealed), what);
    if (text === undefined) throw new Error(`the subscription ${String(subscription)} was removed`);
    return text;
  };
  const message = (row: Row): Message =>
    messageIn(row, opened(row['subscription'], row['body'], aboutBody(String(row['id']))));
  const keyIn = (sealed: unknown, id: unknown): SigningKey =>
    JSON.parse(opened(id, sealed, about(String(id)))) as SigningKey;
  const subscriptionIn = (row: Row): Subscription => ({
    ...listedIn(row),
    key: keyIn(row['sealedKey'], row['id']),
    ...(row['sealedPrevious'] === null
      ? {}
      : { previous: { key: keyIn(row['sealedPrevious'], row['id']), until: Number(row['previousUntil']) } }),
  });
  const [get, active, head, insert, moveOn] = [
    db.prepare('SELECT * FROM subscriptions WHERE id = ?'),
    db.prepare("SELECT id FROM subscriptions WHERE state = 'active' ORDER BY createdAt, id"),
    db.prepare('SELECT * FROM messages WHERE subscription = ? AND dead = 0 ORDER BY seq LIMIT 1'),
    db.prepare('INSERT OR IGNORE INTO messages (id, subscription, body, rows) VALUES (?, ?, ?, ?)'),
    db.prepare('UPDATE subscriptions SET cursor = ? WHERE id = ? AND cursor = ?'),
  ];
  const remove = (id: string): boolean => {
    const removed = db.prepare('DELETE FROM subscriptions WHERE id = ?').run(id).changes === 1;
    if (removed) keys.destroy(subject(id));
    return removed;
  };
  const one = (id: string): Subscription | undefined => {
    const row = get.get(id);
    return row && subscriptionIn(row);
  };
  return {
    add(given: NewSubscription, createdAt: string): void {
      const { id, partner, kind, url, wish, cursor, key, publicKey } = given;
      const sealed = sealKey(id, key);
      db.prepare(
        "INSERT INTO subscriptions (id, partner, kind, url, wish, cursor, sealedKey, publicKey, state, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'active', ?)",
      ).run(id, partner, kind, url, JSON.stringify(wish), cursor, sealed, publicKey ?? null, createdAt);
    },
    get: one,
    /** A new key in the place of the one before, which goes on signing too until `until` (milliseconds). */
    rotate(id: string, { key, publicKey }: Pick<NewSubscription, 'key' | 'publicKey'>, until: number): void {
      db.prepare(
        'UPDATE subscriptions SET sealedPrevious = sealedKey, previousUntil = ?, sealedKey = ?, publicKey = ? WHERE id = ?',
      ).run(until, sealKey(id, key), publicKey ?? null, id);
    },
    of: (partner: string, kind?: SubscriptionKind): readonly ListedSubscription[] =>
      db
        .prepare('SELECT * FROM subscriptions WHERE partner = ? ORDER BY createdAt DESC, id')
        .all(partner)
        .map(listedIn)
        .filter((found) => kind === undefined || found.kind === kind),
    all: (): readonly ListedSubscription[] =>
      db.prepare('SELECT * FROM subscriptions ORDER BY createdAt DESC, id').all().map(listedIn),
    active: (): readonly string[] => active.all().map(({ id }) => String(id)),
    /** Its key is destroyed: no copy of what waited for it opens any more. */
    remove,
    removeOf: (partner: string): void => {
      for (const { id } of db.prepare('SELECT id FROM subscriptions WHERE partner = ?').all(partner))
        remove(String(id));
    },
    pause: (id: string, because: PauseReason): void =>
      void db.prepare("UPDATE subscriptions SET state = 'paused', pausedBecause = ? WHERE id = ?").run(because, id),
    /** Goes on at once, with the message that failed last. */
    resume(id: string): void {
      inTransaction(db, () => {
        db.prepare("UPDATE subscriptions SET state = 'active', pausedBecause = NULL, deadInRow = 0 WHERE id = ?").run(
          id,
        );
        db.prepare('UPDATE messages SET nextAt = 0 WHERE subscription = ? AND dead = 0').run(id);
      });
    },
    /** Messages and the cursor behind them, both or neither; nothing where the subscription moved on meanwhile. */
    fill(
      { id, cursor: before }: Pick<Subscription, 'id' | 'cursor'>,
      messages: readonly NewMessage[],
      cursor: string,
    ): void {
      inTransaction(db, () => {
        if (moveOn.run(cursor, id, before).changes === 0) return;
        for (const { about: what, body, rows } of messages) {
          const named = messageId(id, what);
          insert.run(named, id, sealBody(named, id, body), rows);
        }
      });
    },
    /** A message that does not come from the source: for a receiver that is being tried. */
    enqueue: (id: string, { about: what, body, rows }: NewMessage): void => {
      const named = messageId(id, what);
      insert.run(named, id, sealBody(named, id, body), rows);
    },
    /** The message to send next: the oldest that neither arrived nor failed for good. */
    head: (subscription: string): Message | undefined => {
      const row = head.get(subscription);
      return row && message(row);
    },
    waiting: (subscription: string): number =>
      Number(
        db.prepare('SELECT count(*) AS n FROM messages WHERE subscription = ? AND dead = 0').get(subscription)?.['n'],
      ),
    /** Its receiver has it; `also` is written with that, or not at all. */
    arrived({ id, subscription }: Message, now: number, also: () => void): void {
      inTransaction(db, () => {
        also();
        db.prepare('DELETE FROM messages WHERE id = ?').run(id);
        db.prepare('UPDATE subscriptions SET lastDeliveredAt = ?, deadInRow = 0 WHERE id = ?').run(
          ...[new Date(now).toISOString(), subscription],
        );
      });
    },
    failed(message: Message, failure: Failure, status: number | undefined, now: number, nextAt: number): void {
      db.prepare(
        'UPDATE messages SET attempts = attempts + 1, firstAttemptAt = coalesce(firstAttemptAt, ?), lastAttemptAt = ?, lastFailure = ?, lastStatus = ?, nextAt = ? WHERE id = ?',
      ).run(now, now, failure, status ?? null, nextAt, message.id);
    },
    /** Failed for good: it waits for somebody to look at it, and those behind it go on. Answers how many did so in a row. */
    bury({ id, subscription }: Message): number {
      return inTransaction(db, () => {
        db.prepare('UPDATE messages SET dead = 1 WHERE id = ?').run(id);
        const row = db
          .prepare('UPDATE subscriptions SET deadInRow = deadInRow + 1 WHERE id = ? RETURNING deadInRow')
          .get(subscription);
        return Number(row?.['deadInRow']);
      });
    },
    dead: (limit: number, subscription?: string): readonly Message[] =>
      db
        .prepare('SELECT * FROM messages WHERE dead = 1 AND (? IS NULL OR subscription = ?) ORDER BY seq DESC LIMIT ?')
        .all(subscription ?? null, subscription ?? null, limit)
        .map(message),
    deadMessage: (id: string): Message | undefined => {
      const row = db.prepare('SELECT * FROM messages WHERE id = ? AND dead = 1').get(id);
      return row && message(row);
    },
    /** Once more from the start; it goes before those that came after it. */
    retry: (id: string): void =>
      void db
        .prepare(
          'UPDATE messages SET dead = 0, attempts = 0, firstAttemptAt = NULL, nextAt = 0 WHERE id = ? AND dead = 1',
        )
        .run(id),
    drop: (id: string): void => void db.prepare('DELETE FROM messages WHERE id = ? AND dead = 1').run(id),
  };
}
export type WebhookStore = ReturnType<typeof openWebhookStore>;
