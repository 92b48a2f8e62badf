/** The seams between the folders of the embedded network. Byte strings are Fabric's own protobuf encodings, never re-encoded. */
import type { X509Certificate } from 'node:crypto';

/** NodeOU role of a certificate (msp/config.yaml of Fabric). */
export type NodeRole = 'client' | 'peer' | 'admin' | 'orderer';

/** An identity accepted by its organisation's MSP. */
export interface Identity {
  readonly mspId: string;
  /** msp.SerializedIdentity as it was received. */
  readonly serialized: Buffer;
  readonly certificate: X509Certificate;
  readonly role: NodeRole | undefined;
  readonly notAfter: Date;
  /** ECDSA P-256 over SHA-256 of `message`, DER; false for a high-S signature, as Fabric's bccsp. */
  verify(message: Buffer, signature: Buffer): boolean;
}

export interface SigningIdentity {
  readonly mspId: string;
  readonly serialized: Buffer;
  /** Low-S DER signature over SHA-256 of `message`. */
  sign(message: Buffer): Buffer;
}

export interface SignedData {
  readonly data: Buffer;
  readonly identity: Buffer;
  readonly signature: Buffer;
}

export interface BatchConfig {
  readonly maxMessageCount: number;
  readonly absoluteMaxBytes: number;
  readonly preferredMaxBytes: number;
  readonly timeoutMs: number;
}

export interface Consenter {
  readonly id: number;
  readonly mspId: string;
  readonly host: string;
  readonly port: number;
  readonly certificatePem: string;
}

/** What the channel's configuration says at one height; immutable. */
export interface ChannelConfig {
  readonly channelId: string;
  readonly sequence: number;
  /** Application organisations, those without peers too. */
  readonly mspIds: readonly string[];
  readonly batch: BatchConfig;
  readonly consenters: readonly Consenter[];
  /** @throws MspError when the MSP is unknown, the chain is not trusted, the certificate is a CA's or is revoked. Expiry is NOT checked here (as Fabric). */
  identity(serialized: Buffer): Identity;
  /** Absolute policy path such as `/Channel/Application/Writers`. Invalid identities and signatures count as absent. */
  satisfies(policyPath: string, signed: readonly SignedData[]): boolean;
  /** `policy` is a common.SignaturePolicyEnvelope. NOutOf consumes identities left to right without back-tracking (cauthdsl). */
  satisfiesSignaturePolicy(policy: Buffer, signed: readonly SignedData[]): boolean;
  /** `policy` is a protos.ApplicationPolicy: a signature policy or a reference to a channel policy. */
  satisfiesApplicationPolicy(policy: Buffer, signed: readonly SignedData[]): boolean;
}

export interface CollectionConfig {
  readonly name: string;
  readonly memberMspIds: readonly string[];
  readonly requiredPeerCount: number;
  readonly blockToLive: number;
  readonly memberOnlyRead: boolean;
  readonly memberOnlyWrite: boolean;
  /** protos.ApplicationPolicy, absent = the chaincode's. */
  readonly endorsementPolicy?: Buffer;
}

export interface ChaincodeDefinition {
  readonly name: string;
  readonly version: string;
  readonly sequence: number;
  /** protos.ApplicationPolicy. */
  readonly endorsementPolicy: Buffer;
  readonly collections: readonly CollectionConfig[];
}

export interface QueryRow {
  readonly key: string;
  readonly value: Buffer;
}

export interface KeyHistory {
  readonly txId: string;
  readonly value: Buffer;
  readonly isDelete: boolean;
  readonly seconds: number;
  readonly nanos: number;
}

/** One row at a time, in UTF-8 byte order of keys. */
export interface RowIterator {
  next(): QueryRow | undefined;
  close(): void;
}

/** Reads see committed state only (no read-your-writes), as Fabric's simulator; writes collect into a read-write set. */
export interface Simulator {
  getState(namespace: string, key: string): Buffer | undefined;
  putState(namespace: string, key: string, value: Buffer): void;
  deleteState(namespace: string, key: string): void;
  /** Empty `end` means up to the end of the namespace. Records a range query for phantom protection. A page's size 0: all rows from its bookmark on. */
  range(
    namespace: string,
    start: string,
    end: string,
    page?: { size: number; bookmark: string },
  ): RowIterator & { bookmark(): string };
  history(namespace: string, key: string): KeyHistory[];
  getMetadata(namespace: string, key: string): Map<string, Buffer>;
  putMetadata(namespace: string, key: string, entries: Map<string, Buffer>): void;
  getPrivate(namespace: string, collection: string, key: string): Buffer | undefined;
  getPrivateHash(namespace: string, collection: string, key: string): Buffer | undefined;
  putPrivate(namespace: string, collection: string, key: string, value: Buffer): void;
  deletePrivate(namespace: string, collection: string, key: string): void;
  purgePrivate(namespace: string, collection: string, key: string): void;
  privateRange(namespace: string, collection: string, start: string, end: string): RowIterator;
  getPrivateMetadata(namespace: string, collection: string, key: string): Map<string, Buffer>;
  putPrivateMetadata(namespace: string, collection: string, key: string, entries: Map<string, Buffer>): void;
  /** rwset.TxReadWriteSet bytes, and rwset.TxPvtReadWriteSet bytes when private data was written. Also says what the endorsement needs. */
  results(): { publicSet: Buffer; privateSet: Buffer | undefined; interest: EndorsementInterest };
  done(): void;
}

/** What the endorsers of this transaction must satisfy together. */
export interface EndorsementInterest {
  readonly chaincodes: readonly string[];
  /** Every protos.ApplicationPolicy (chaincode, collection) and every key-level SignaturePolicyEnvelope of a written key. */
  readonly applicationPolicies: readonly Buffer[];
  readonly keyPolicies: readonly Buffer[];
  /** Collections written, and those also read. */
  readonly collectionsWritten: readonly {
    namespace: string;
    collection: string;
    memberMspIds: readonly string[];
    read: boolean;
  }[];
}

export interface TransactionPlace {
  readonly blockNumber: number;
  readonly index: number;
  /** protos.TxValidationCode */
  readonly code: number;
}

export interface CommittedBlock {
  readonly number: number;
  /** common.Block with TRANSACTIONS_FILTER and COMMIT_HASH filled in. */
  readonly block: Buffer;
  readonly transactions: readonly { readonly txId: string; readonly code: number }[];
}

/** The channel's ledger as all peers of this process hold it: one public state, private tables by organisation. */
export interface Ledger {
  /** Number of committed blocks (the next block's number). */
  height(): number;
  /** Header hash of the newest block. */
  lastHash(): Buffer;
  config(): ChannelConfig;
  /** Number of the block whose configuration is in force. */
  configBlock(): number;
  /** common.Block bytes. */
  block(number: number): Buffer | undefined;
  blockByHash(hash: Buffer): Buffer | undefined;
  place(txId: string): TransactionPlace | undefined;
  /** common.Envelope bytes. */
  envelope(txId: string): Buffer | undefined;
  definition(chaincode: string): ChaincodeDefinition | undefined;
  /** rwset.TxPvtReadWriteSet of a committed transaction, limited to collections of `mspId`. */
  privateSet(blockNumber: number, index: number, mspId: string): Buffer | undefined;
  /** `mspId` is the peer's organisation: it decides which private data is readable here. `creatorMspId` is the caller's. */
  simulate(mspId: string, creatorMspId: string, txId: string): Simulator;
  /**
   * Validates every transaction and writes block, state, history, private data and indexes in one SQLite transaction (synchronous=FULL).
   * `block` comes ordered and signed; invalid transactions stay in it, flagged. Throws, having written nothing, when the block does not follow the chain.
   */
  commit(block: Buffer, privateSets: ReadonlyMap<string, Buffer>): CommittedBlock;
  onCommit(listener: (block: CommittedBlock) => void): () => void;
  /** Re-reads the whole chain: header hashes, data hashes, orderer signatures, flags, commit hashes. */
  verify(): { readonly blocks: number; readonly faults: readonly string[] };
  snapshot(name: string): void;
  revert(name: string): void;
  close(): void;
}
