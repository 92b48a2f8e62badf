import { METADATA, parseBlock } from '../ledger/block.ts';
import { followConfig } from '../config/follow-config.ts';
import { openLedger } from '../ledger/ledger.ts';
import type { Ledger } from '../types.ts';

/** What an independent validation of a peer's block found. */
export interface Revalidation {
  readonly number: number;
  /** protos.TxValidationCode of every transaction, as found here. */
  readonly codes: readonly number[];
  /** Where the peer says another thing, in words; empty when it does not. */
  readonly faults: readonly string[];
}

/** A ledger that knows nothing but a channel's first block and what the blocks after it say, definitions of chaincode too. */
export const openFollowedLedger = (file: string, genesis: Buffer): Ledger =>
  openLedger(file, genesis, { ...followConfig(), definitions: 'lifecycle' });

/**
 * Validates a block that a peer of Fabric delivered and commits it to `ledger`. Private data is not needed: the blocks hold its hashes.
 * @throws Error when the block does not follow the chain or too few consenters signed it; then nothing is written.
 */
export const revalidate = (
  ledger: Ledger,
  delivered: Buffer,
  privateSets: ReadonlyMap<string, Buffer> = new Map(),
): Revalidation => {
  const { number, block, transactions } = ledger.commit(delivered, privateSets);
  const [theirs, own] = [parseBlock(delivered), parseBlock(block)];
  const faults = (
    [
      [METADATA.transactionsFilter, 'validation codes'],
      [METADATA.commitHash, 'commit hash'],
    ] as const
  ).flatMap(([slot, name]) => {
    const [said, found] = [theirs, own].map(({ metadata }) => (metadata[slot] ?? Buffer.alloc(0)).toString('hex'));
    return said === found ? [] : [`block ${number}: the peer’s ${name} are ${said}, a new validation finds ${found}`];
  });
  return { number, codes: transactions.map(({ code }) => code), faults };
};
