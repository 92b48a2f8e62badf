/** COMMIT_HASH of a block (Fabric kv_ledger.go addBlockCommitHash, txmgr/update_batch_bytes.go). */
import { createHash } from 'node:crypto';
import { integerField, optionalField, field, varint } from '../node/wire.ts';

/** One key of a block's update batch; `collection` set means key and value are hashes. */
export interface HashedUpdate {
  readonly namespace: string;
  readonly collection: string;
  readonly key: Buffer;
  /** undefined = deleted */
  readonly value: Buffer | undefined;
  readonly block: number;
  readonly tx: number;
}

/** EncodeOrderPreservingVarUint64: number of bytes, then the bytes, most significant first. */
export const orderPreservingVarint = (value: number): Buffer => {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([bytes.length, ...bytes]);
};

const compareText = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

/** txmgr.Updates: namespaces sorted, public before collections, names only on the first entry of each. */
export const updateBytes = (updates: readonly HashedUpdate[]): Buffer => {
  const sorted = [...updates].sort((left, right) => {
    if (left.namespace !== right.namespace) return compareText(left.namespace, right.namespace);
    if (left.collection !== right.collection) return compareText(left.collection, right.collection);
    return Buffer.compare(left.key, right.key);
  });
  let namespace = '';
  let collection = '';
  const parts: Buffer[] = [];
  for (const update of sorted) {
    const newNamespace = update.namespace !== namespace;
    const newCollection = newNamespace || update.collection !== collection;
    namespace = update.namespace;
    collection = update.collection;
    const write = Buffer.concat([
      optionalField(1, Buffer.from(newNamespace ? namespace : '')),
      optionalField(2, Buffer.from(newCollection ? collection : '')),
      optionalField(3, update.key),
      integerField(4, update.value === undefined ? 1 : 0),
      optionalField(5, update.value ?? Buffer.alloc(0)),
      field(6, Buffer.concat([orderPreservingVarint(update.block), orderPreservingVarint(update.tx)])),
    ]);
    parts.push(field(1, write));
  }
  return Buffer.concat(parts);
};

/** SHA-256(uvarint(length of filter) || filter || updates || previous commit hash). */
export const commitHash = (filter: Buffer, updates: readonly HashedUpdate[], previous: Buffer): Buffer =>
  createHash('sha256')
    .update(varint(filter.length))
    .update(filter)
    .update(updateBytes(updates))
    .update(previous)
    .digest();
