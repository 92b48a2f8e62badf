import type { DatabaseSync } from 'node:sqlite';
import { asBuffer } from '../node/wire.ts';
import type { Version } from '../rwset/rwset-types.ts';

/** Metadata is a kvrwset.KVMetadataWrite without its key, empty for none. */
export interface StateRow extends Version {
  readonly value: Buffer;
  readonly metadata: Buffer;
}

export interface StateReader {
  get(space: string, key: Buffer): StateRow | undefined;
  /** Up to `limit` rows with start <= key < end in byte order. */
  page(space: string, start: Buffer, end: Buffer, limit: number): (StateRow & { readonly key: Buffer })[];
}

export interface StateStore extends StateReader {
  put(space: string, key: Buffer, row: StateRow): void;
  remove(space: string, key: Buffer): void;
  /** Every row, for comparisons. */
  all(): IterableIterator<Record<string, unknown>>;
}

/** Space of a collection's hashes, and of its values (names as in Fabric's privacyenabledstate). */
export const hashedSpace = (namespace: string, collection: string): string => `${namespace}$$h${collection}`;
export const privateSpace = (namespace: string, collection: string): string => `${namespace}$$p${collection}`;

/** Above every UTF-8 key. */
export const END_OF_KEYS = Buffer.from([0xff]);

type Row = { value: Uint8Array; metadata: Uint8Array; block: number; tx: number };

const toRow = (row: Row): StateRow => ({
  value: asBuffer(row.value),
  metadata: asBuffer(row.metadata),
  block: row.block,
  tx: row.tx,
});

/** Newest value of every key, public, hashed and private, with its version; keys are BLOBs so that their order is Fabric's. */
export const openStateStore = (database: DatabaseSync): StateStore => {
  database.exec(`CREATE TABLE IF NOT EXISTS state (
    space TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, metadata BLOB NOT NULL,
    block INTEGER NOT NULL, tx INTEGER NOT NULL, PRIMARY KEY (space, key)) WITHOUT ROWID`);
  const get = database.prepare('SELECT value, metadata, block, tx FROM state WHERE space = ? AND key = ?');
  const page = database.prepare(
    'SELECT key, value, metadata, block, tx FROM state WHERE space = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?',
  );
  const put = database.prepare('INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM state WHERE space = ? AND key = ?');
  const all = database.prepare('SELECT * FROM state ORDER BY space, key');
  return {
    get: (space, key) => {
      const row = get.get(space, key) as Row | undefined;
      return row === undefined ? undefined : toRow(row);
    },
    page: (space, start, end, limit) =>
      (page.all(space, start, end, limit) as unknown as (Row & { key: Uint8Array })[]).map((row) => ({
        key: asBuffer(row.key),
        ...toRow(row),
      })),
    put: (space, key, row) => {
      put.run(space, key, row.value, row.metadata, row.block, row.tx);
    },
    remove: (space, key) => {
      remove.run(space, key);
    },
    all: () => all.iterate() as IterableIterator<Record<string, unknown>>,
  };
};
