import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../sqlite/in-transaction.ts';
import { seal, unseal } from './seal.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** Who signed in, as the issuer names them. */
export interface Person {
  readonly issuer: string;
  readonly subject: string;
}

/** A person's identity on the ledger, its key held for them. */
export interface LedgerIdentity {
  readonly mspId: string;
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly unit: string;
  readonly role: string;
}

export interface Vault {
  get(issuer: string, subject: string): LedgerIdentity | undefined;
  put(issuer: string, subject: string, identity: LedgerIdentity): void;
  /** Of a person who is no member of any organisation any more: nothing acts in their name from now on. */
  drop(issuer: string, subject: string): void;
  close(): void;
}

const checkText = 'daunguon/vault/v1';
const subjectOf = (tag: string): string => `identity:${tag}`;
const about = (tag: string): string => `daunguon/identity/v1 ${tag}`;

/**
 * Custodial keys by blinded account: the only place that links a person to a certificate. A row is sealed under its person's own key and bound
 * to them, so that it cannot be given to somebody else; `drop` destroys that key. @throws when `key` is not this vault's.
 */
export function openVault(file: string, key: Buffer, keys: SubjectKeys): Vault {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec('PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  db.exec('CREATE TABLE IF NOT EXISTS key_check (one INTEGER PRIMARY KEY CHECK (one = 1), sealed TEXT NOT NULL)');
  requireKey(db, key, file);
  db.exec('CREATE TABLE IF NOT EXISTS people (tag TEXT PRIMARY KEY, sealed TEXT NOT NULL) WITHOUT ROWID');
  const get = db.prepare('SELECT sealed FROM people WHERE tag = ?');
  const put = db.prepare('INSERT OR REPLACE INTO people VALUES (?, ?)');
  const drop = db.prepare('DELETE FROM people WHERE tag = ?');
  const save = (issuer: string, subject: string, identity: LedgerIdentity): void => {
    const tag = keys.tag({ issuer, subject });
    put.run(tag, keys.seal(subjectOf(tag), JSON.stringify(identity), about(tag)));
  };
  takeOver(db, key, keys, save);
  return {
    get: (issuer, subject) => {
      const tag = keys.tag({ issuer, subject });
      const row = get.get(tag);
      const open = row && keys.open(subjectOf(tag), String(row['sealed']), about(tag));
      return open === undefined ? undefined : (JSON.parse(open) as LedgerIdentity);
    },
    put: save,
    drop: (issuer, subject) => {
      const tag = keys.tag({ issuer, subject });
      keys.destroy(subjectOf(tag));
      drop.run(tag);
    },
    close: () => db.close(),
  };
}

/** A wrong key is found at once, not at the first person who needs theirs. */
function requireKey(db: DatabaseSync, key: Buffer, file: string): void {
  const known = db.prepare('SELECT sealed FROM key_check').get();
  if (known === undefined) {
    db.prepare('INSERT INTO key_check VALUES (1, ?)').run(seal(key, checkText, checkText));
    return;
  }
  try {
    unseal(key, String(known['sealed']), checkText);
  } catch (cause) {
    db.close();
    throw new Error(`DN_VAULT_KEY, or the key file, is not the key of ${file}`, { cause });
  }
}

/** Rows of an earlier version, by issuer and subject: their private keys sealed under the vault's key, or not at all. */
function takeOver(db: DatabaseSync, key: Buffer, keys: SubjectKeys, save: Vault['put']): void {
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'identities'").get() === undefined) return;
  const rows = db.prepare('SELECT issuer, subject, identity FROM identities').all();
  inTransaction(db, () =>
    keys.together(() => {
      for (const row of rows) {
        const [issuer, subject] = [String(row['issuer']), String(row['subject'])];
        const { sealedKey, ...rest } = JSON.parse(String(row['identity'])) as LedgerIdentity & { sealedKey?: string };
        const keyPem =
          sealedKey === undefined ? rest.keyPem : unseal(key, sealedKey, JSON.stringify([issuer, subject]));
        save(issuer, subject, { ...rest, keyPem });
      }
      db.exec('DROP TABLE identities');
    }),
  );
  db.exec('VACUUM');
}
