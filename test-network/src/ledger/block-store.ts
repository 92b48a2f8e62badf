import type { DatabaseSync } from 'node:sqlite';
import { asBuffer } from '../node/wire.ts';
import type { TransactionPlace } from '../types.ts';

export interface BlockStore {
  height(): number;
  block(number: number): Buffer | undefined;
  blockByHash(hash: Buffer): Buffer | undefined;
  hash(number: number): Buffer | undefined;
  commitHash(number: number): Buffer;
  /** Number of the newest block with a valid CONFIG transaction at or below `number`. */
  configBlock(number: number): number;
  place(txId: string): TransactionPlace | undefined;
  append(entry: { number: number; hash: Buffer; block: Buffer; commitHash: Buffer; isConfig: boolean }): void;
  /** The first transaction of a txid keeps its place (blkstorage index). */
  addTransaction(txId: string, place: TransactionPlace): void;
}

/** Blocks as stored by a peer, and the txid index. */
export const openBlockStore = (database: DatabaseSync): BlockStore => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS blocks (number INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, block BLOB NOT NULL,
      commit_hash BLOB NOT NULL, is_config INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS transactions (tx_id TEXT PRIMARY KEY, block INTEGER NOT NULL, position INTEGER NOT NULL,
      code INTEGER NOT NULL) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS config_blocks ON blocks (number) WHERE is_config = 1`);
  const height = database.prepare('SELECT coalesce(max(number), -1) + 1 AS height FROM blocks');
  const block = database.prepare('SELECT block FROM blocks WHERE number = ?');
  const byHash = database.prepare('SELECT block FROM blocks WHERE hash = ?');
  const meta = database.prepare('SELECT hash, commit_hash FROM blocks WHERE number = ?');
  const config = database.prepare('SELECT max(number) AS number FROM blocks WHERE is_config = 1 AND number <= ?');
  const place = database.prepare('SELECT block, position, code FROM transactions WHERE tx_id = ?');
  const append = database.prepare('INSERT INTO blocks VALUES (?, ?, ?, ?, ?)');
  const add = database.prepare('INSERT OR IGNORE INTO transactions VALUES (?, ?, ?, ?)');
  const bytesOf = (row: unknown): Buffer | undefined =>
    row === undefined ? undefined : asBuffer((row as { block: Uint8Array }).block);
  const metaOf = (number: number) => meta.get(number) as { hash: Uint8Array; commit_hash: Uint8Array } | undefined;
  return {
    height: () => (height.get() as { height: number }).height,
    block: (number) => bytesOf(block.get(number)),
    blockByHash: (hash) => bytesOf(byHash.get(hash)),
    hash: (number) => {
      const row = metaOf(number);
      return row === undefined ? undefined : asBuffer(row.hash);
    },
    commitHash: (number) => asBuffer(metaOf(number)?.commit_hash ?? new Uint8Array()),
    configBlock: (number) => (config.get(number) as { number: number | null }).number ?? 0,
    place: (txId) => {
      const row = place.get(txId) as { block: number; position: number; code: number } | undefined;
      return row === undefined ? undefined : { blockNumber: row.block, index: row.position, code: row.code };
    },
    append: (entry) => {
      append.run(entry.number, entry.hash, entry.block, entry.commitHash, entry.isConfig ? 1 : 0);
    },
    addTransaction: (txId, at) => {
      add.run(txId, at.blockNumber, at.index, at.code);
    },
  };
};
