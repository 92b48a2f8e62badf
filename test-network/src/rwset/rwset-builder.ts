/** Encodes read-write sets as Fabric's rwsetutil/rwset_builder.go: sorted, hashed collections, raw reads or Merkle summary. */
import { createHash } from 'node:crypto';
import { field, integerField, optionalField } from '../node/wire.ts';
import type { MetadataItem, PrivateCollectionSet, RangeItem, ReadItem, Version, WriteItem } from './rwset-types.ts';

export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const sortedByKey = <T extends { readonly key: Buffer }>(items: readonly T[]): T[] =>
  [...items].sort((left, right) => Buffer.compare(left.key, right.key));

const version = (value: Version | undefined): Buffer =>
  value === undefined
    ? Buffer.alloc(0)
    : field(2, Buffer.concat([integerField(1, value.block), integerField(2, value.tx)]));

/** kvrwset.KVRead, and kvrwset.KVReadHash (same numbers). */
export const encodeRead = (read: ReadItem): Buffer =>
  Buffer.concat([optionalField(1, read.key), version(read.version)]);

const encodeWrite = (write: WriteItem): Buffer =>
  Buffer.concat([
    optionalField(1, write.key),
    integerField(2, write.isDelete ? 1 : 0),
    optionalField(3, write.value),
    integerField(4, write.isPurge ? 1 : 0),
  ]);

const encodeMetadata = (item: MetadataItem): Buffer => Buffer.concat([optionalField(1, item.key), item.entries]);

/** kvrwset.KVMetadataEntry list, sorted by name; empty = metadata removed. */
export const encodeEntries = (entries: ReadonlyMap<string, Buffer>): Buffer =>
  Buffer.concat(
    [...entries]
      .map(([name, value]) => ({ key: Buffer.from(name), value }))
      .sort((left, right) => Buffer.compare(left.key, right.key))
      .map(({ key, value }) => field(2, Buffer.concat([optionalField(1, key), optionalField(2, value)]))),
  );

const encodeRange = (range: RangeItem): Buffer =>
  Buffer.concat([
    optionalField(1, range.start),
    optionalField(2, range.end),
    integerField(3, range.exhausted ? 1 : 0),
    range.reads === undefined ? Buffer.alloc(0) : field(4, range.reads),
    range.summary === undefined ? Buffer.alloc(0) : field(5, range.summary),
  ]);

export interface CollectionDraft {
  readonly collection: string;
  readonly reads: readonly ReadItem[];
  readonly writes: readonly WriteItem[];
  readonly metadataWrites: readonly MetadataItem[];
}

export interface NamespaceDraft {
  readonly namespace: string;
  readonly reads: readonly ReadItem[];
  readonly ranges: readonly RangeItem[];
  readonly writes: readonly WriteItem[];
  readonly metadataWrites: readonly MetadataItem[];
  /** Keys and values in clear; reads, writes and metadata leave hashed. */
  readonly collections: readonly CollectionDraft[];
}

const list = (number: number, items: readonly Buffer[]): Buffer =>
  Buffer.concat(items.map((item) => field(number, item)));

const encodeKvSet = (draft: Omit<NamespaceDraft, 'namespace' | 'collections'>): Buffer =>
  Buffer.concat([
    list(1, sortedByKey(draft.reads).map(encodeRead)),
    list(2, draft.ranges.map(encodeRange)),
    list(3, sortedByKey(draft.writes).map(encodeWrite)),
    list(4, sortedByKey(draft.metadataWrites).map(encodeMetadata)),
  ]);

/** kvrwset.KVRWSet of a collection's writes in clear; empty when there are none. */
export const privateBytes = (draft: CollectionDraft): Buffer =>
  draft.writes.length + draft.metadataWrites.length === 0
    ? Buffer.alloc(0)
    : encodeKvSet({
        reads: [],
        ranges: [],
        // A purge is only visible in the hashed set (rwset_builder.go AddToPvtAndHashedWriteSetForPurge).
        writes: draft.writes.map((write) => ({ ...write, isPurge: false })),
        // Who holds the data needs to know whose version goes up; what the metadata says stands at the key's hash (AddToHashedMetadataWriteSet).
        metadataWrites: draft.metadataWrites.map(({ key }) => ({ key, entries: Buffer.alloc(0) })),
      });

const encodeCollection = (draft: CollectionDraft): Buffer => {
  /** In the order of the keys in clear, not of their hashes. */
  const hashedKeys = <Item extends { readonly key: Buffer }>(items: readonly Item[]): Item[] =>
    sortedByKey(items).map((item) => ({ ...item, key: sha256(item.key) }));
  const hashedValue = ({ isDelete, value }: WriteItem): Buffer => (isDelete ? Buffer.alloc(0) : sha256(value));
  const hashed = Buffer.concat([
    list(1, hashedKeys(draft.reads).map(encodeRead)),
    list(
      2,
      hashedKeys(draft.writes).map((write) => encodeWrite({ ...write, value: hashedValue(write) })),
    ),
    list(3, hashedKeys(draft.metadataWrites).map(encodeMetadata)),
  ]);
  const clear = privateBytes(draft);
  return Buffer.concat([
    optionalField(1, Buffer.from(draft.collection)),
    optionalField(2, hashed),
    clear.length === 0 ? Buffer.alloc(0) : field(3, sha256(clear)),
  ]);
};

const sortedBy = <T>(items: readonly T[], name: (item: T) => string): T[] =>
  [...items].sort((left, right) => Buffer.compare(Buffer.from(name(left)), Buffer.from(name(right))));

/** rwset.TxReadWriteSet */
export const encodeRwset = (namespaces: readonly NamespaceDraft[]): Buffer =>
  list(
    2,
    sortedBy(namespaces, (draft) => draft.namespace).map((draft) =>
      Buffer.concat([
        optionalField(1, Buffer.from(draft.namespace)),
        optionalField(2, encodeKvSet(draft)),
        list(3, sortedBy(draft.collections, (entry) => entry.collection).map(encodeCollection)),
      ]),
    ),
  );

/** rwset.TxPvtReadWriteSet from collections already in KVRWSet bytes; undefined when there is none. */
export const encodePrivateSets = (sets: readonly PrivateCollectionSet[]): Buffer | undefined => {
  if (sets.length === 0) return undefined;
  const namespaces = sortedBy([...new Set(sets.map((set) => set.namespace))], (name) => name);
  return list(
    2,
    namespaces.map((namespace) =>
      Buffer.concat([
        field(1, Buffer.from(namespace)),
        list(
          2,
          sortedBy(
            sets.filter((set) => set.namespace === namespace),
            (set) => set.collection,
          ).map((set) => Buffer.concat([field(1, Buffer.from(set.collection)), field(2, set.bytes)])),
        ),
      ]),
    ),
  );
};

/** rwset.TxPvtReadWriteSet of a simulation; undefined when nothing private was written. */
export const encodePrivateSet = (namespaces: readonly NamespaceDraft[]): Buffer | undefined =>
  encodePrivateSets(
    namespaces.flatMap(({ namespace, collections }) =>
      collections
        .map((draft) => ({ namespace, collection: draft.collection, bytes: privateBytes(draft) }))
        .filter((set) => set.bytes.length > 0),
    ),
  );
