import { createHmac } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Jwk } from '@daunguon/proof';
import { resealColumn } from './reseal.ts';
import type { SubjectKeys } from './subject-keys.ts';

/** `badge`: an Ed25519 key that signs Open Badges, which know no P-256 in their embedded proof. On the ledger it is a signing key. */
export type UnitKeyUse = 'sign' | 'seal' | 'badge';

/** A unit's key that this server keeps for it. `id` is its issuer-key record. */
export interface UnitKey {
  readonly id: string;
  readonly unit: string;
  readonly publicJwk: Jwk;
  readonly privateJwk: Jwk;
}

/**
 * Keys of units that let this server sign and seal for them: a test profile, marked custodial in their issuer-key records. A unit
 * that keeps its keys itself has none here. Sealed under the unit's key.
 */
export interface UnitKeys {
  /** The unit's newest key for this use. */
  newest(unit: string, use: UnitKeyUse): UnitKey | undefined;
  byId(id: string): UnitKey | undefined;
  /** On disk before its record is on the ledger. */
  put(unit: string, use: UnitKeyUse, key: Omit<UnitKey, 'unit'>): void;
  /**
   * The key under which the unit's printed documents are tagged for look-up (`paperTag`). It follows from the vault's key, so that no
   * other file can be searched with it, and is another one for each unit.
   */
  lookUpKey(unit: string): Buffer;
  /** Of a registration that was refused. */
  drop(id: string): void;
  close(): void;
}

export function openUnitKeys(file: string, vaultKey: Buffer, keys: SubjectKeys): UnitKeys {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file);
  chmodSync(file, 0o600);
  db.exec('PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
  db.exec(
    'CREATE TABLE IF NOT EXISTS unit_keys (id TEXT PRIMARY KEY, unit TEXT NOT NULL, use TEXT NOT NULL, public TEXT NOT NULL, sealed TEXT NOT NULL)',
  );
  const newest = db.prepare('SELECT * FROM unit_keys WHERE unit = ? AND use = ? ORDER BY rowid DESC LIMIT 1');
  const byId = db.prepare('SELECT * FROM unit_keys WHERE id = ?');
  const put = db.prepare('INSERT OR IGNORE INTO unit_keys VALUES (?, ?, ?, ?, ?)');
  const drop = db.prepare('DELETE FROM unit_keys WHERE id = ?');
  const subjectOf = (unit: unknown): string => `unit:${String(unit)}`;
  resealColumn(db, keys, {
    ...{ table: 'unit_keys', column: 'sealed', key: ['id'] },
    of: ({ id, unit }) => ({ subject: subjectOf(unit), about: String(id) }),
  });
  const read = (row: Record<string, unknown> | undefined): UnitKey | undefined => {
    const secret = row && keys.open(subjectOf(row['unit']), String(row['sealed']), String(row['id']));
    return row === undefined || secret === undefined
      ? undefined
      : {
          ...{ id: String(row['id']), unit: String(row['unit']) },
          publicJwk: JSON.parse(String(row['public'])) as Jwk,
          privateJwk: JSON.parse(secret) as Jwk,
        };
  };
  return {
    newest: (unit, use) => read(newest.get(unit, use)),
    byId: (id) => read(byId.get(id)),
    put: (unit, use, { id, publicJwk, privateJwk }) => {
      const sealed = keys.seal(subjectOf(unit), JSON.stringify(privateJwk), id);
      put.run(id, unit, use, JSON.stringify(publicJwk), sealed);
    },
    lookUpKey: (unit) =>
      createHmac('sha256', vaultKey)
        .update(JSON.stringify(['daunguon/paper-key/v1', unit]))
        .digest(),
    drop: (id) => void drop.run(id),
    close: () => db.close(),
  };
}
