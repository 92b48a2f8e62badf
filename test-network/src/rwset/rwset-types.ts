/** The decoded shape of rwset.TxReadWriteSet; public and hashed sets share it (a hashed key is the SHA-256 of the key). */
export interface Version {
  readonly block: number;
  readonly tx: number;
}

export interface ReadItem {
  readonly key: Buffer;
  /** undefined = the key was absent */
  readonly version: Version | undefined;
}

export interface WriteItem {
  readonly key: Buffer;
  readonly isDelete: boolean;
  readonly isPurge: boolean;
  /** Value, or SHA-256 of the value. */
  readonly value: Buffer;
}

export interface MetadataItem {
  readonly key: Buffer;
  /** kvrwset.KVMetadataWrite without its key; empty = metadata removed. */
  readonly entries: Buffer;
}

export interface RangeItem {
  readonly start: Buffer;
  readonly end: Buffer;
  readonly exhausted: boolean;
  /** kvrwset.QueryReads, or kvrwset.QueryReadsMerkleSummary above 50 results. */
  readonly reads: Buffer | undefined;
  readonly summary: Buffer | undefined;
}

export interface KeySet {
  readonly reads: readonly ReadItem[];
  readonly writes: readonly WriteItem[];
  readonly metadataWrites: readonly MetadataItem[];
}

export interface CollectionSet extends KeySet {
  readonly collection: string;
  readonly privateHash: Buffer;
}

export interface NamespaceSet extends KeySet {
  readonly namespace: string;
  readonly ranges: readonly RangeItem[];
  readonly collections: readonly CollectionSet[];
}

/** Writes of one private collection in clear. */
export interface PrivateCollectionSet {
  readonly namespace: string;
  readonly collection: string;
  /** kvrwset.KVRWSet bytes, whose SHA-256 the public set carries. */
  readonly bytes: Buffer;
}

export const sameVersion = (left: Version | undefined, right: Version | undefined): boolean =>
  left === undefined || right === undefined ? left === right : left.block === right.block && left.tx === right.tx;
