/** common.Block: header chain, data hash and metadata (Fabric protoutil/blockutils.go). */
import { createHash } from 'node:crypto';
import { field, integerField, optionalField } from '../node/wire.ts';
import { bytesField, eachField, repeatedField } from '../rwset/proto-reader.ts';

/** common.BlockMetadataIndex */
export const METADATA = { signatures: 0, lastConfig: 1, transactionsFilter: 2, orderer: 3, commitHash: 4 } as const;

export interface ParsedBlock {
  readonly number: number;
  readonly previousHash: Buffer;
  readonly dataHash: Buffer;
  /** common.BlockHeader and common.BlockData as received. */
  readonly header: Buffer;
  readonly data: Buffer;
  readonly envelopes: readonly Buffer[];
  readonly metadata: readonly Buffer[];
}

const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const derLength = (length: number): Buffer => {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
};

const der = (tag: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([tag]), derLength(content.length), content]);

const derInteger = (value: number): Buffer => {
  const bytes: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  if (bytes.length === 0 || (bytes[0] as number) >= 0x80) bytes.unshift(0);
  return der(0x02, Buffer.from(bytes));
};

/** ASN.1 DER of SEQUENCE { number INTEGER, previousHash OCTET STRING, dataHash OCTET STRING } (BlockHeaderBytes). */
export const headerDer = (number: number, previousHash: Uint8Array, dataHash: Uint8Array): Buffer =>
  der(0x30, Buffer.concat([derInteger(number), der(0x04, previousHash), der(0x04, dataHash)]));

/** BlockHeaderHash. */
export const headerHash = (number: number, previousHash: Uint8Array, dataHash: Uint8Array): Buffer =>
  sha256(headerDer(number, previousHash, dataHash));

/** ComputeBlockDataHash: SHA-256 over the concatenated envelopes, not a Merkle tree. */
export const dataHash = (envelopes: readonly Uint8Array[]): Buffer => sha256(...envelopes);

/** common.BlockHeader */
export const encodeHeader = (number: number, previousHash: Uint8Array, hash: Uint8Array): Buffer =>
  Buffer.concat([integerField(1, number), optionalField(2, previousHash), optionalField(3, hash)]);

/** common.BlockData */
export const encodeData = (envelopes: readonly Uint8Array[]): Buffer =>
  Buffer.concat(envelopes.map((envelope) => field(1, envelope)));

/** common.Block from the bytes of its header and data, and its metadata slots. */
export const encodeBlock = (header: Uint8Array, data: Uint8Array, metadata: readonly Uint8Array[]): Buffer =>
  Buffer.concat([field(1, header), field(2, data), field(3, encodeMetadataSlots(metadata))]);

const encodeMetadataSlots = (metadata: readonly Uint8Array[]): Buffer =>
  Buffer.concat(metadata.map((slot) => field(1, slot)));

/** @throws when the bytes are no common.Block. */
export const parseBlock = (block: Buffer): ParsedBlock => {
  const header = bytesField(block, 1);
  const data = bytesField(block, 2);
  let number = 0;
  let previousHash: Buffer = Buffer.alloc(0);
  let hash: Buffer = Buffer.alloc(0);
  eachField(header, (tag, bytes, integer) => {
    if (tag === 1) number = integer;
    else if (tag === 2) previousHash = bytes;
    else if (tag === 3) hash = bytes;
  });
  const metadata = repeatedField(bytesField(block, 3), 1);
  return { number, previousHash, dataHash: hash, header, data, envelopes: repeatedField(data, 1), metadata };
};

/** Header hash of a parsed block. */
export const blockHash = (block: ParsedBlock): Buffer => headerHash(block.number, block.previousHash, block.dataHash);

/** The block with its TRANSACTIONS_FILTER and COMMIT_HASH slots filled in, as a peer stores it. */
export const withValidation = (block: ParsedBlock, filter: Buffer, commitHash: Buffer | undefined): Buffer => {
  const metadata = Array.from({ length: 5 }, (_, index): Buffer => block.metadata[index] ?? Buffer.alloc(0));
  metadata[METADATA.transactionsFilter] = filter;
  metadata[METADATA.commitHash] = commitHash === undefined ? Buffer.alloc(0) : field(1, commitHash);
  return encodeBlock(block.header, block.data, metadata);
};
