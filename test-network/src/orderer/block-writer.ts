import { randomBytes } from 'node:crypto';
import { dataHash, encodeBlock, encodeData, encodeHeader, headerDer } from '../ledger/block.ts';
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

/**
 * common.Block signed as a BFT quorum signs it: every consenter signs metadata value, identifier header and block header
 * (Fabric: orderer/consensus/smartbft/signer.go); the signature header stays empty.
 */
export const writeBlock = (parts: BlockParts, signers: readonly ConsenterSigner[]): Buffer => {
  const hash = dataHash(parts.envelopes);
  // OrdererBlockMetadata{last_config{index}}
  const value = field(1, integerField(1, parts.lastConfig));
  const headerBytes = headerDer(parts.number, parts.previousHash, hash);
  const signatures = signers.map(({ id, identity }) => {
    const identifier = Buffer.concat([integerField(1, id), field(2, randomBytes(24))]);
    const signature = identity.sign(Buffer.concat([value, identifier, headerBytes]));
    return field(2, Buffer.concat([field(2, signature), field(3, identifier)]));
  });
  const empty = Buffer.alloc(0);
  // SIGNATURES, LAST_CONFIG, TRANSACTIONS_FILTER, ORDERER, COMMIT_HASH
  const metadata = [Buffer.concat([field(1, value), ...signatures]), empty, empty, empty, empty];
  const header = encodeHeader(parts.number, parts.previousHash, hash);
  return encodeBlock(header, encodeData(parts.envelopes), metadata);
};
