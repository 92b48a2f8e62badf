import type { KeySet, NamespaceSet, Version } from '../rwset/rwset-types.ts';
import type { HashedUpdate } from './commit-hash.ts';
import { hashedSpace } from './state-store.ts';
import type { StateReader, StateRow } from './state-store.ts';

export interface Update extends HashedUpdate {
  readonly space: string;
  readonly metadata: Buffer;
}

/** What the valid transactions of one block have written so far, over the committed state. */
export interface UpdateBatch {
  written(space: string, key: Buffer): Update | undefined;
  /** Updates of one space, unsorted. */
  ofSpace(space: string): Iterable<Update>;
  committed(space: string, key: Buffer): StateRow | undefined;
  apply(sets: readonly NamespaceSet[], version: Version): void;
  list(): Update[];
}

/** Merge rules of Fabric's validation/tx_ops.go: a value keeps its metadata, metadata alone bumps the version and needs the key. */
export const updateBatch = (reader: Pick<StateReader, 'get'>): UpdateBatch => {
  const updates = new Map<string, Map<string, Update>>();
  const cache = new Map<string, Map<string, StateRow | undefined>>();

  const committed = (space: string, key: Buffer): StateRow | undefined => {
    const rows = cache.get(space) ?? new Map<string, StateRow | undefined>();
    cache.set(space, rows);
    const name = key.toString('latin1');
    if (rows.has(name)) return rows.get(name);
    const row = reader.get(space, key);
    rows.set(name, row);
    return row;
  };
  const written = (space: string, key: Buffer): Update | undefined => updates.get(space)?.get(key.toString('latin1'));

  const applyKeys = (namespace: string, collection: string, keys: KeySet, version: Version): void => {
    const space = collection === '' ? namespace : hashedSpace(namespace, collection);
    const set = (key: Buffer, value: Buffer | undefined, metadata: Buffer): void => {
      const map = updates.get(space) ?? new Map<string, Update>();
      updates.set(space, map);
      map.set(key.toString('latin1'), { namespace, collection, space, key, value, metadata, ...version });
    };
    const latest = (key: Buffer): { value: Buffer | undefined; metadata: Buffer } | undefined =>
      written(space, key) ?? committed(space, key);
    for (const write of keys.writes) {
      if (write.isDelete) set(write.key, undefined, Buffer.alloc(0));
      else set(write.key, write.value, latest(write.key)?.metadata ?? Buffer.alloc(0));
    }
    for (const item of keys.metadataWrites) {
      const before = latest(item.key);
      if (before?.value !== undefined) set(item.key, before.value, item.entries);
    }
  };

  return {
    written,
    committed,
    ofSpace: (space) => updates.get(space)?.values() ?? [],
    apply: (sets, version) => {
      for (const set of sets) {
        applyKeys(set.namespace, '', set, version);
        for (const collection of set.collections) applyKeys(set.namespace, collection.collection, collection, version);
      }
    },
    list: () => [...updates.values()].flatMap((map) => [...map.values()]),
  };
};
