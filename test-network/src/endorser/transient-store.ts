import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { asBuffer } from '../node/wire.ts';

/**
 * Private data between endorsement and commit, by transaction (Fabric: core/transientstore). On disk before the endorsement is
 * answered: whoever holds an endorsement can still have the transaction committed, data included, after a crash.
 */
export interface TransientStore {
  /** `height` is the ledger's at endorsement: what is never submitted is forgotten a thousand blocks later. */
  put(txId: string, privateSet: Buffer, height: number): void;
  /** rwset.TxPvtReadWriteSet known for these transactions; of endorsers that did not agree, all they wrote. */
  collect(txIds: readonly string[]): Map<string, Buffer>;
  /** After block `height - 1` was committed with these transactions. */
  forget(txIds: readonly string[], height: number): void;
  close(): void;
}

/** core.yaml: ledger.pvtdataStore transientStoreMaxBlockRetention */
const MAX_BLOCK_RETENTION = 1000;

export const openTransientStore = (file: string): TransientStore => {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS private_sets (tx_id TEXT NOT NULL, hash BLOB NOT NULL, height INTEGER NOT NULL,
      bytes BLOB NOT NULL, PRIMARY KEY (tx_id, hash)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS by_height ON private_sets (height)`);
  const insert = database.prepare('INSERT OR IGNORE INTO private_sets VALUES (?, ?, ?, ?)');
  const select = database.prepare('SELECT bytes FROM private_sets WHERE tx_id = ? ORDER BY hash');
  const known = database.prepare('SELECT 1 FROM private_sets LIMIT 1');
  const remove = database.prepare('DELETE FROM private_sets WHERE tx_id = ?');
  const expire = database.prepare('DELETE FROM private_sets WHERE height < ?');
  return {
    put: (txId, privateSet, height) => {
      insert.run(txId, createHash('sha256').update(privateSet).digest(), height, privateSet);
    },
    collect: (txIds) => {
      const found = new Map<string, Buffer>();
      if (known.get() === undefined) return found;
      for (const txId of txIds) {
        const sets = (select.all(txId) as { bytes: Uint8Array }[]).map(({ bytes }) => asBuffer(bytes));
        // joined encodings of one protobuf message are their merge; the ledger takes what matches the public hashes
        if (sets.length > 0) found.set(txId, Buffer.concat(sets));
      }
      return found;
    },
    forget: (txIds, height) => {
      if (known.get() === undefined) return;
      database.exec('BEGIN');
      for (const txId of txIds) remove.run(txId);
      expire.run(height - MAX_BLOCK_RETENTION);
      database.exec('COMMIT');
      // Forgotten in the write-ahead log too.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    close: () => database.close(),
  };
};
