/** Decodes rwset.TxReadWriteSet and rwset.TxPvtReadWriteSet (ledger/rwset/*.proto). */
import { field } from '../node/wire.ts';
import { bytesField, bytesFields, eachField, repeatedField } from './proto-reader.ts';
import type {
  CollectionSet,
  KeySet,
  MetadataItem,
  NamespaceSet,
  PrivateCollectionSet,
  RangeItem,
  ReadItem,
  Version,
  WriteItem,
} from './rwset-types.ts';

const EMPTY = Buffer.alloc(0);

const readVersion = (message: Buffer): Version => {
  let block = 0;
  let tx = 0;
  eachField(message, (number, _bytes, integer) => {
    if (number === 1) block = integer;
    else if (number === 2) tx = integer;
  });
  return { block, tx };
};

const readItem = (message: Buffer): ReadItem => {
  let key: Buffer = EMPTY;
  let version: Version | undefined;
  eachField(message, (number, bytes) => {
    if (number === 1) key = bytes;
    else if (number === 2) version = readVersion(bytes);
  });
  return { key, version };
};

const writeItem = (message: Buffer): WriteItem => {
  let key: Buffer = EMPTY;
  let value: Buffer = EMPTY;
  let isDelete = false;
  let isPurge = false;
  eachField(message, (number, bytes, integer) => {
    if (number === 1) key = bytes;
    else if (number === 2) isDelete = integer !== 0;
    else if (number === 3) value = bytes;
    else if (number === 4) isPurge = integer !== 0;
  });
  return { key, value, isDelete: isDelete || isPurge, isPurge };
};

const metadataItem = (message: Buffer): MetadataItem => ({
  key: bytesField(message, 1),
  entries: Buffer.concat(repeatedField(message, 2).map((entry) => field(2, entry))),
});

const rangeItem = (message: Buffer): RangeItem => {
  const parts = bytesFields(message);
  let exhausted = false;
  eachField(message, (number, _bytes, integer) => {
    if (number === 3) exhausted = integer !== 0;
  });
  return {
    start: parts.get(1) ?? EMPTY,
    end: parts.get(2) ?? EMPTY,
    exhausted,
    reads: parts.get(4),
    summary: parts.get(5),
  };
};

/** kvrwset.KVRWSet: `ranges` aside, the same three lists as kvrwset.HashedRWSet, one field number earlier there. */
export const readKvSet = (message: Buffer): KeySet & { readonly ranges: readonly RangeItem[] } => {
  const reads: ReadItem[] = [];
  const writes: WriteItem[] = [];
  const metadataWrites: MetadataItem[] = [];
  const ranges: RangeItem[] = [];
  eachField(message, (number, bytes) => {
    if (number === 1) reads.push(readItem(bytes));
    else if (number === 2) ranges.push(rangeItem(bytes));
    else if (number === 3) writes.push(writeItem(bytes));
    else if (number === 4) metadataWrites.push(metadataItem(bytes));
  });
  return { reads, writes, metadataWrites, ranges };
};

const readCollection = (message: Buffer): CollectionSet => {
  const parts = bytesFields(message);
  const reads: ReadItem[] = [];
  const writes: WriteItem[] = [];
  const metadataWrites: MetadataItem[] = [];
  eachField(parts.get(2) ?? EMPTY, (number, bytes) => {
    if (number === 1) reads.push(readItem(bytes));
    else if (number === 2) writes.push(writeItem(bytes));
    else if (number === 3) metadataWrites.push(metadataItem(bytes));
  });
  return {
    collection: (parts.get(1) ?? EMPTY).toString('utf8'),
    privateHash: parts.get(3) ?? EMPTY,
    reads,
    writes,
    metadataWrites,
  };
};

/** rwset.TxReadWriteSet. @throws on malformed bytes. */
export const readRwset = (bytes: Buffer): NamespaceSet[] =>
  repeatedField(bytes, 2).map((message): NamespaceSet => {
    const parts = bytesFields(message);
    return {
      namespace: (parts.get(1) ?? EMPTY).toString('utf8'),
      ...readKvSet(parts.get(2) ?? EMPTY),
      collections: repeatedField(message, 3).map(readCollection),
    };
  });

/** rwset.TxPvtReadWriteSet. */
export const readPrivateSet = (bytes: Buffer): PrivateCollectionSet[] =>
  repeatedField(bytes, 2).flatMap((message) => {
    const namespace = bytesField(message, 1).toString('utf8');
    return repeatedField(message, 2).map((entry) => ({
      namespace,
      collection: bytesField(entry, 1).toString('utf8'),
      bytes: bytesField(entry, 2),
    }));
  });

/** Name to value of a key's metadata entries. */
export const readEntries = (entries: Buffer): Map<string, Buffer> =>
  new Map(
    repeatedField(entries, 2).map((entry) => [bytesField(entry, 1).toString('utf8'), bytesField(entry, 2)] as const),
  );
