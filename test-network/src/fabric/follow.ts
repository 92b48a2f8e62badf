import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blockHash, parseBlock } from '../ledger/block.ts';
import { administratorGateway, readConnectionProfile } from './profile-gateway.ts';
import { openFollowedLedger, revalidate } from './revalidate.ts';
import type { Revalidation } from './revalidate.ts';

export interface FollowOptions {
  /** Folder with the connection profile and the administrator's key (a network's data, or what export-profile wrote). */
  readonly profile: string;
  /** Whose peer is followed, in the name of that organisation's administrator. */
  readonly mspId: string;
  /** Where the follower keeps its own ledger; it goes on there. */
  readonly data: string;
  /** Stops after this block; default: follows for ever. */
  readonly until?: number;
  /** Hex hash of the channel's first block, where the auditor knows it; another first block is refused. */
  readonly genesis?: string;
  /** Hears of every block; stops the follower by answering false. */
  onBlock(found: Revalidation): boolean;
}

const genesisFileOf = (data: string): string => join(data, 'genesis.block');

/**
 * Validates everything that one peer says again, from the channel's first block on: consenters' signatures, hashes, endorsement policies, read
 * conflicts, configuration updates, commit hashes. @returns the header hash of the newest block
 * @throws Error at a block that does not follow the chain or lacks signatures
 */
export const followPeer = async (options: FollowOptions): Promise<string> => {
  const { profile, mspId, data, until = Infinity, genesis, onBlock } = options;
  mkdirSync(data, { recursive: true });
  const [channel] = Object.keys(readConnectionProfile(profile).channels);
  if (channel === undefined) throw new Error('the connection profile names no channel');
  const genesisFile = genesisFileOf(data);
  const { gateway, close } = administratorGateway(profile, mspId);
  let ledger = existsSync(genesisFile)
    ? openFollowedLedger(join(data, 'ledger.sqlite'), readFileSync(genesisFile))
    : undefined;
  const begin = (first: Buffer): void => {
    const hash = blockHash(parseBlock(first)).toString('hex');
    if (genesis !== undefined && genesis.toLowerCase() !== hash)
      throw new Error(`the peer's first block is ${hash}, not ${genesis}: it is another channel`);
    writeFileSync(`${genesisFile}.new`, first);
    renameSync(`${genesisFile}.new`, genesisFile);
    ledger = openFollowedLedger(join(data, 'ledger.sqlite'), first);
  };
  try {
    if (ledger !== undefined && ledger.height() > until) return ledger.lastHash().toString('hex');
    const blocks = await gateway.getNetwork(channel).getBlockEvents({ startBlock: BigInt(ledger?.height() ?? 0) });
    try {
      for await (const block of blocks) {
        const bytes = Buffer.from(block.serializeBinary());
        let found: Revalidation = { number: 0, codes: [0], faults: [] };
        if (ledger === undefined) begin(bytes);
        else found = revalidate(ledger, bytes);
        if (!onBlock(found) || found.number >= until) break;
      }
    } finally {
      blocks.close();
    }
    return ledger?.lastHash().toString('hex') ?? '';
  } finally {
    ledger?.close();
    close();
  }
};
