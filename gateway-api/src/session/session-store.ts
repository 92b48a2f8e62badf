import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../sqlite/in-transaction.ts';
import type { SubjectKeys } from '../vault/subject-keys.ts';

/** One browser in which a person is signed in. */
export interface Session {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly accessToken: string;
  /** How well the person signed in, where the issuer said so. */
  readonly acr?: string;
  /** Milliseconds. */
  readonly expiresAt: number;
}

export interface SessionStore {
  /** Returns the secret for the cookie: 256 random bits, of which only the digest is kept. */
  create(session: Session): string;
  get(secret: string): Session | undefined;
  end(secret: string): void;
  /** Ends every session of the person, in all their browsers. */
  endAll(session: Pick<Session, 'issuer' | 'subject'>): void;
  close(): void;
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Sessions that outlive a restart of the gateway. Who they belong to and the token are sealed under the person's key and bound to the cookie's
 * digest: a copy of the file opens nothing. A person is found by their blinded account; ending all of theirs destroys the key.
 */
export function openSessions(file: string, keys: SubjectKeys, now: () => number = Date.now): SessionStore {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec(`PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS signed_in (id TEXT PRIMARY KEY, person TEXT NOT NULL, expires INTEGER NOT NULL, sealed TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS signed_in_person ON signed_in (person);`);
  const put = db.prepare('INSERT INTO signed_in VALUES (?, ?, ?, ?)');
  const get = db.prepare('SELECT person, sealed FROM signed_in WHERE id = ? AND expires > ?');
  const subjectOf = (person: string): string => `session:${person}`;
  takeOver(db, keys, now(), subjectOf);
  const sweep = (): unknown => db.prepare('DELETE FROM signed_in WHERE expires <= ?').run(now());
  sweep();
  return {
    create: (session) => {
      sweep();
      const secret = randomBytes(32).toString('base64url');
      const id = digest(secret);
      const person = keys.tag(session);
      put.run(id, person, session.expiresAt, keys.seal(subjectOf(person), JSON.stringify(session), id));
      return secret;
    },
    get: (secret) => {
      const id = digest(secret);
      const row = get.get(id, now());
      const open = row && keys.open(subjectOf(String(row['person'])), String(row['sealed']), id);
      return open === undefined ? undefined : (JSON.parse(open) as Session);
    },
    end: (secret) => void db.prepare('DELETE FROM signed_in WHERE id = ?').run(digest(secret)),
    endAll: (of) => {
      const person = keys.tag(of);
      keys.destroy(subjectOf(person));
      db.prepare('DELETE FROM signed_in WHERE person = ?').run(person);
    },
    close: () => db.close(),
  };
}

/** Sessions of an earlier version, sealed under the vault's key and found by a digest that could be tried. */
function takeOver(db: DatabaseSync, keys: SubjectKeys, now: number, subjectOf: (person: string) => string): void {
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sessions'").get() === undefined) return;
  inTransaction(db, () => {
    const put = db.prepare('INSERT INTO signed_in VALUES (?, ?, ?, ?)');
    for (const { id, expires, sealed } of db.prepare('SELECT * FROM sessions WHERE expires > ?').all(now)) {
      const open = keys.open('', String(sealed), String(id));
      if (open === undefined) continue;
      const person = keys.tag(JSON.parse(open) as Session);
      put.run(String(id), person, Number(expires), keys.seal(subjectOf(person), open, String(id)));
    }
    db.exec('DROP TABLE sessions');
  });
  db.exec('VACUUM');
}
