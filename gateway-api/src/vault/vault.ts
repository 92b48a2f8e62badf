import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

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
  close(): void;
}

/** Custodial keys by (issuer, subject): the only place that links a person to a certificate; a row can be erased. */
export function openVault(file: string): Vault {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec(
    'CREATE TABLE IF NOT EXISTS identities (issuer TEXT, subject TEXT, identity TEXT NOT NULL, PRIMARY KEY (issuer, subject))',
  );
  const get = db.prepare('SELECT identity FROM identities WHERE issuer = ? AND subject = ?');
  const put = db.prepare('INSERT OR REPLACE INTO identities VALUES (?, ?, ?)');
  return {
    get: (issuer, subject) => {
      const row = get.get(issuer, subject);
      return row === undefined ? undefined : (JSON.parse(String(row['identity'])) as LedgerIdentity);
    },
    put: (issuer, subject, identity) => void put.run(issuer, subject, JSON.stringify(identity)),
    close: () => db.close(),
  };
}
