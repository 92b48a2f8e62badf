import type { DatabaseSync } from 'node:sqlite';
import { asBuffer } from '../node/wire.ts';
import { encodePrivateSets, privateBytes, sha256 } from '../rwset/rwset-builder.ts';
import { readKvSet, readPrivateSet } from '../rwset/rwset-reader.ts';
import type { NamespaceSet, Version } from '../rwset/rwset-types.ts';
import { hashedSpace, privateSpace } from './state-store.ts';
import type { StateStore } from './state-store.ts';

export interface PrivateStore {
  /** Stores what matches the hashes of a valid transaction's public set; the rest counts as missing. */
  commit(sets: readonly NamespaceSet[], privateSet: Buffer | undefined, version: Version, lifetime: Lifetime): void;
  /** Forgets data whose block-to-live ended with this block (pvtdatapolicy/btlpolicy.go). */
  expire(block: number): void;
  /** After the transaction: the bytes of what it purged leave the file and its write-ahead log. */
  overwrite(): void;
  /** rwset.TxPvtReadWriteSet of the collections that `mayRead`. */
  read(block: number, tx: number, mayRead: (namespace: string, collection: string) => boolean): Buffer | undefined;
}

/** Block-to-live of a collection, 0 = for ever. */
export type Lifetime = (namespace: string, collection: string) => number;

interface SetRow {
  block: number;
  tx: number;
  namespace: string;
  collection: string;
  bytes: Uint8Array;
}

/** Values of private collections; one table for the process, readable by the member organisations only. */
export const openPrivateStore = (database: DatabaseSync, state: StateStore): PrivateStore => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS private_sets (block INTEGER NOT NULL, tx INTEGER NOT NULL, namespace TEXT NOT NULL,
      collection TEXT NOT NULL, bytes BLOB NOT NULL, expires INTEGER, PRIMARY KEY (block, tx, namespace, collection)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS private_expiry ON private_sets (expires) WHERE expires IS NOT NULL;
    CREATE INDEX IF NOT EXISTS private_by_collection ON private_sets (namespace, collection)`);
  const insert = database.prepare('INSERT OR REPLACE INTO private_sets VALUES (?, ?, ?, ?, ?, ?)');
  const ofTransaction = database.prepare(
    'SELECT * FROM private_sets WHERE block = ? AND tx = ? ORDER BY namespace, collection',
  );
  const expired = database.prepare('SELECT * FROM private_sets WHERE expires <= ?');
  const ofCollection = database.prepare('SELECT * FROM private_sets WHERE namespace = ? AND collection = ?');
  const remove = database.prepare(
    'DELETE FROM private_sets WHERE block = ? AND tx = ? AND namespace = ? AND collection = ?',
  );

  const replace = database.prepare(
    'UPDATE private_sets SET bytes = ? WHERE block = ? AND tx = ? AND namespace = ? AND collection = ?',
  );

  const forget = (row: SetRow): void => {
    const space = privateSpace(row.namespace, row.collection);
    for (const { key } of readKvSet(asBuffer(row.bytes)).writes) {
      const current = state.get(space, key);
      if (current?.block !== row.block || current.tx !== row.tx) continue;
      state.remove(space, key);
      state.remove(hashedSpace(row.namespace, row.collection), sha256(key));
    }
    remove.run(row.block, row.tx, row.namespace, row.collection);
  };
  let hasPurged = false;
  /** Purge: the key leaves every set that ever wrote it (its hashes stay in the blocks); the sets' other keys stay. */
  const purge = (namespace: string, collection: string, keyHash: Buffer): void => {
    hasPurged = true;
    const isPurged = ({ key }: { readonly key: Buffer }): boolean => sha256(key).equals(keyHash);
    for (const row of ofCollection.all(namespace, collection) as unknown as SetRow[]) {
      const { writes, metadataWrites } = readKvSet(asBuffer(row.bytes));
      const hit = writes.filter(isPurged);
      if (hit.length === 0) continue;
      for (const { key } of hit) state.remove(privateSpace(namespace, collection), key);
      const rest = privateBytes({
        collection,
        reads: [],
        writes: writes.filter((write) => !isPurged(write)),
        metadataWrites: metadataWrites.filter((item) => !isPurged(item)),
      });
      if (rest.length === 0) remove.run(row.block, row.tx, namespace, collection);
      else replace.run(rest, row.block, row.tx, namespace, collection);
    }
  };

  return {
    commit: (sets, privateSet, version, lifetime) => {
      for (const set of sets)
        for (const { collection, writes } of set.collections)
          for (const write of writes) if (write.isPurge) purge(set.namespace, collection, write.key);
      if (privateSet === undefined) return;
      for (const { namespace, collection, bytes } of readPrivateSet(privateSet)) {
        const hashed = sets
          .find((set) => set.namespace === namespace)
          ?.collections.find((entry) => entry.collection === collection);
        if (hashed === undefined || !hashed.privateHash.equals(sha256(bytes))) continue;
        const life = lifetime(namespace, collection);
        const expires = life === 0 ? null : version.block + life + 1;
        const { writes, metadataWrites } = readKvSet(bytes);
        const isOnlyPurge = hashed.writes.length > 0 && hashed.writes.every((write) => write.isPurge);
        if (!isOnlyPurge) insert.run(version.block, version.tx, namespace, collection, bytes, expires);
        const space = privateSpace(namespace, collection);
        for (const write of writes) {
          if (write.isDelete) state.remove(space, write.key);
          else state.put(space, write.key, { value: write.value, metadata: Buffer.alloc(0), ...version });
        }
        for (const { key } of metadataWrites) {
          const row = state.get(space, key);
          if (row !== undefined) state.put(space, key, { ...row, ...version });
        }
      }
    },
    expire: (block) => {
      for (const row of expired.all(block) as unknown as SetRow[]) forget(row);
    },
    overwrite: () => {
      if (!hasPurged) return;
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      hasPurged = false;
    },
    read: (block, tx, mayRead) =>
      encodePrivateSets(
        (ofTransaction.all(block, tx) as unknown as SetRow[])
          .filter((row) => mayRead(row.namespace, row.collection))
          .map((row) => ({ namespace: row.namespace, collection: row.collection, bytes: asBuffer(row.bytes) })),
      ),
  };
};
