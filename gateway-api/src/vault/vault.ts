import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { seal, unseal } from './seal.ts';

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

type Row = Omit<LedgerIdentity, 'keyPem'> & { readonly sealedKey: string };

const about = (issuer: string, subject: string): string => JSON.stringify([issuer, subject]);
const checkText = 'daunguon/vault/v1';

/**
 * Custodial keys by (issuer, subject): the only place that links a person to a certificate; a row can be erased. Private keys are
 * sealed with `key`, bound to their person, so that a row cannot be given to somebody else. @throws when the key is not this vault's.
 */
export function openVault(file: string, key: Buffer): Vault {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec('PRAGMA secure_delete = ON');
  db.exec(
    'CREATE TABLE IF NOT EXISTS identities (issuer TEXT, subject TEXT, identity TEXT NOT NULL, PRIMARY KEY (issuer, subject))',
  );
  db.exec('CREATE TABLE IF NOT EXISTS key_check (one INTEGER PRIMARY KEY CHECK (one = 1), sealed TEXT NOT NULL)');
  requireKey(db, key, file);
  const get = db.prepare('SELECT identity FROM identities WHERE issuer = ? AND subject = ?');
  const put = db.prepare('INSERT OR REPLACE INTO identities VALUES (?, ?, ?)');
  const drop = db.prepare('DELETE FROM identities WHERE issuer = ? AND subject = ?');
  const save = (issuer: string, subject: string, { keyPem, ...rest }: LedgerIdentity): void => {
    const row: Row = { ...rest, sealedKey: seal(key, keyPem, about(issuer, subject)) };
    put.run(issuer, subject, JSON.stringify(row));
  };
  sealPlainRows(db, save);
  return {
    get: (issuer, subject) => {
      const row = get.get(issuer, subject);
      if (row === undefined) return undefined;
      const { sealedKey, ...rest } = JSON.parse(String(row['identity'])) as Row;
      return { ...rest, keyPem: unseal(key, sealedKey, about(issuer, subject)) };
    },
    put: save,
    drop: (issuer, subject) => void drop.run(issuer, subject),
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

/** Rows of a vault from before keys were sealed; secure_delete and VACUUM leave no copy behind. */
function sealPlainRows(db: DatabaseSync, save: Vault['put']): void {
  const rows = db.prepare('SELECT issuer, subject, identity FROM identities').all();
  const plain = rows.filter((row) => 'keyPem' in (JSON.parse(String(row['identity'])) as object));
  for (const { issuer, subject, identity } of plain) {
    save(String(issuer), String(subject), JSON.parse(String(identity)) as LedgerIdentity);
  }
  if (plain.length > 0) db.exec('VACUUM');
}
