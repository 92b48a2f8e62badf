import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { seal, unseal } from '../vault/seal.ts';

/** One browser in which a person is signed in. */
export interface Session {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly accessToken: string;
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
 * Sessions that outlive a restart of the gateway. Who they belong to and the token are sealed with `key` and bound to the cookie's digest:
 * a copy of the file opens nothing. A person is found by the digest of issuer and subject.
 */
export function openSessions(file: string, key: Buffer, now: () => number = Date.now): SessionStore {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec(`PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, person TEXT NOT NULL, expires INTEGER NOT NULL, sealed TEXT NOT NULL);
    CREATE INDEX IF NOT EXISTS session_person ON sessions (person);`);
  const put = db.prepare('INSERT INTO sessions VALUES (?, ?, ?, ?)');
  const get = db.prepare('SELECT sealed FROM sessions WHERE id = ? AND expires > ?');
  const personOf = ({ issuer, subject }: Pick<Session, 'issuer' | 'subject'>): string =>
    digest(JSON.stringify([issuer, subject]));
  const sweep = (): unknown => db.prepare('DELETE FROM sessions WHERE expires <= ?').run(now());
  sweep();
  return {
    create: (session) => {
      sweep();
      const secret = randomBytes(32).toString('base64url');
      const id = digest(secret);
      put.run(id, personOf(session), session.expiresAt, seal(key, JSON.stringify(session), id));
      return secret;
    },
    get: (secret) => {
      const id = digest(secret);
      const row = get.get(id, now());
      return row === undefined ? undefined : (JSON.parse(unseal(key, String(row['sealed']), id)) as Session);
    },
    end: (secret) => void db.prepare('DELETE FROM sessions WHERE id = ?').run(digest(secret)),
    endAll: (person) => void db.prepare('DELETE FROM sessions WHERE person = ?').run(personOf(person)),
    close: () => db.close(),
  };
}
