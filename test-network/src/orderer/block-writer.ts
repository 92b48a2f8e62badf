import { createHash, randomBytes } from 'node:crypto';
import { field, integerField } from '../node/wire.ts';
import type { SigningIdentity } from '../types.ts';

export interface ConsenterSigner {
  /** Number of the consenter in the channel's Orderers value. */
  readonly id: number;
  readonly identity: SigningIdentity;
}

export interface BlockParts {
  readonly number: number;
  readonly previousHash: Buffer;
  readonly envelopes: readonly Buffer[];
  /** Number of the newest CONFIG block, this one included. */
  readonly lastConfig: number;
}

const derLength = (length: number): Buffer => {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
};
const der = (tag: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([tag]), derLength(content.length), content]);
const derInteger = (value: number): Buffer => {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  return der(2, (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
};

/** ASN.1 form of a block header, over which hash and signatures go (Fabric: protoutil/blockutils.go, BlockHeaderBytes). */
export const headerDer = (number: number, previousHash: Buffer, dataHash: Buffer): Buffer =>
  der(0x30, Buffer.concat([derInteger(number), der(4, previousHash), der(4, dataHash)]));

/**
 * common.Block signed as a BFT quorum signs it: every consenter signs metadata value, identifier header and block header
 * (Fabric: orderer/consensus/smartbft/signer.go); the signature header stays empty.
 */
export const writeBlock = (parts: BlockParts, signers: readonly ConsenterSigner[]): Buffer => {
  const hash = createHash('sha256');
  for (const envelope of parts.envelopes) hash.update(envelope);
  const dataHash = hash.digest();
  const header = Buffer.concat([integerField(1, parts.number), field(2, parts.previousHash), field(3, dataHash)]);
  // OrdererBlockMetadata{last_config{index}}
  const value = field(1, integerField(1, parts.lastConfig));
  const headerBytes = headerDer(parts.number, parts.previousHash, dataHash);
  const signatures = signers.map(({ id, identity }) => {
    const identifier = Buffer.concat([integerField(1, id), field(2, randomBytes(24))]);
    const signature = identity.sign(Buffer.concat([value, identifier, headerBytes]));
    return field(2, Buffer.concat([field(2, signature), field(3, identifier)]));
  });
  const empty = Buffer.alloc(0);
  // SIGNATURES, LAST_CONFIG, TRANSACTIONS_FILTER, ORDERER, COMMIT_HASH
  const metadata = [Buffer.concat([field(1, value), ...signatures]), empty, empty, empty, empty];
  return Buffer.concat([
    field(1, header),
    field(2, Buffer.concat(parts.envelopes.map((envelope) => field(1, envelope)))),
    field(3, Buffer.concat(metadata.map((entry) => field(1, entry)))),
  ]);
};
