import type { ChannelConfig } from '../types.ts';
import { METADATA, blockHash, parseBlock } from './block.ts';
import { commitBlock, writeGenesis } from './commit-block.ts';
import { definitionReader } from './definition-source.ts';
import type { DefinitionSource } from './definition-source.ts';
import { openStores } from './ledger-stores.ts';
import type { LedgerStores } from './ledger-stores.ts';

interface VerifyOptions {
  readonly configFromBlock: (block: Buffer) => ChannelConfig;
  readonly definitions: DefinitionSource;
  readonly validateConfig: (current: ChannelConfig, envelope: Buffer) => void;
}

const isPublicSpace = (row: Record<string, unknown>): boolean => !String(row['space']).includes('$$');

const rowText = (row: Record<string, unknown>): string =>
  [
    row['space'],
    row['block'],
    row['tx'],
    ...['key', 'value', 'metadata'].map((name) => Buffer.from(row[name] as Uint8Array).toString('hex')),
  ].join(' ');

const describe = (row: Record<string, unknown>): string =>
  `${String(row['space'])}/${Buffer.from(row['key'] as Uint8Array).toString('utf8')}`;

/** Keys of the public state that differ from what the blocks say. Private spaces are left out: purge and expiry depend on data outside the blocks. */
const stateFaults = (stored: LedgerStores, replayed: LedgerStores): string[] => {
  const rows = new Map<string, string>();
  for (const row of replayed.state.all()) if (isPublicSpace(row)) rows.set(describe(row), rowText(row));
  const faults: string[] = [];
  for (const row of stored.state.all()) {
    if (!isPublicSpace(row)) continue;
    const name = describe(row);
    if (rows.get(name) !== rowText(row)) faults.push(`state ${name} is not what the blocks say`);
    rows.delete(name);
  }
  for (const name of rows.keys()) faults.push(`state ${name} is missing`);
  return faults;
};

/**
 * Replays every stored block into an empty ledger: header chain, data hashes, consenter signatures, every transaction's
 * validation, flags, commit hashes; then compares the public state. Stops at the first broken block.
 */
export const verifyChain = (
  stored: LedgerStores,
  genesis: Buffer,
  options: VerifyOptions,
): { readonly blocks: number; readonly faults: readonly string[] } => {
  // A network may go on writing beside this: height, blocks and state are read as they were at one instant.
  stored.database.exec('BEGIN');
  const height = stored.blocks.height();
  const replay = openStores(':memory:', false);
  try {
    const first = stored.blocks.block(0);
    if (first === undefined || !blockHash(parseBlock(first)).equals(blockHash(parseBlock(genesis))))
      return { blocks: height, faults: ['block 0 is not the genesis block'] };
    writeGenesis(first, options.definitions, replay);
    let config = options.configFromBlock(first);
    const definition = definitionReader(options.definitions, replay.state);
    for (let number = 1; number < height; number += 1) {
      const bytes = stored.blocks.block(number);
      if (bytes === undefined) return { blocks: height, faults: [`block ${String(number)} is missing`] };
      const result = commitBlock(bytes, new Map(), { ...options, definition, stores: replay, config });
      const [was, is] = [parseBlock(bytes), parseBlock(result.block)];
      for (const [slot, name] of [
        [METADATA.transactionsFilter, 'transaction flags'],
        [METADATA.commitHash, 'commit hash'],
      ] as const)
        if (!(was.metadata[slot] ?? Buffer.alloc(0)).equals(is.metadata[slot] as Buffer))
          return { blocks: height, faults: [`block ${String(number)}: ${name} do not match a new validation`] };
      if (result.isConfig) config = options.configFromBlock(result.block);
    }
    return { blocks: height, faults: stateFaults(stored, replay) };
  } catch (error) {
    return { blocks: height, faults: [(error as Error).message] };
  } finally {
    stored.database.exec('ROLLBACK');
    replay.close();
  }
};
