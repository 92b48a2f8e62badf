import type { DatabaseSync } from 'node:sqlite';
import { asBuffer } from '../node/wire.ts';
import type { KeyHistory } from '../types.ts';

export interface HistoryEntry extends KeyHistory {
  readonly block: number;
  readonly tx: number;
}

export interface HistoryStore {
  add(namespace: string, key: Buffer, entry: HistoryEntry): void;
  /** Newest first (GetHistoryForKey), of the first `height` blocks. */
  of(namespace: string, key: string, height: number): KeyHistory[];
}

interface Row {
  tx_id: string;
  value: Uint8Array | null;
  seconds: number;
  nanos: number;
}

/** Every public write of a valid transaction (kvledger/history). */
export const openHistoryStore = (database: DatabaseSync): HistoryStore => {
  database.exec(`CREATE TABLE IF NOT EXISTS history (
    namespace TEXT NOT NULL, key BLOB NOT NULL, block INTEGER NOT NULL, tx INTEGER NOT NULL, tx_id TEXT NOT NULL,
    value BLOB, seconds INTEGER NOT NULL, nanos INTEGER NOT NULL, PRIMARY KEY (namespace, key, block, tx)) WITHOUT ROWID`);
  const add = database.prepare('INSERT OR REPLACE INTO history VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const of = database.prepare(
    `SELECT tx_id, value, seconds, nanos FROM history WHERE namespace = ? AND key = ? AND block < ?
     ORDER BY block DESC, tx DESC`,
  );
  return {
    add: (namespace, key, entry) => {
      const value = entry.isDelete ? null : entry.value;
      add.run(namespace, key, entry.block, entry.tx, entry.txId, value, entry.seconds, entry.nanos);
    },
    of: (namespace, key, height) =>
      (of.all(namespace, Buffer.from(key), height) as unknown as Row[]).map((row) => ({
        txId: row.tx_id,
        value: row.value === null ? Buffer.alloc(0) : asBuffer(row.value),
        isDelete: row.value === null,
        seconds: row.seconds,
        nanos: row.nanos,
      })),
  };
};
