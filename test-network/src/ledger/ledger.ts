import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { openSimulator } from '../rwset/simulator.ts';
import type { ChannelConfig, CommittedBlock, Ledger } from '../types.ts';
import { findCollection } from '../validation/collections.ts';
import { blockHash, parseBlock } from './block.ts';
import { commitBlock, writeGenesis } from './commit-block.ts';
import { openStores } from './ledger-stores.ts';
import type { LedgerStores } from './ledger-stores.ts';
import { definitionReader } from './definition-source.ts';
import type { DefinitionSource } from './definition-source.ts';
import { verifyChain } from './verify-chain.ts';

export interface LedgerOptions {
  readonly configFromBlock: (block: Buffer) => ChannelConfig;
  readonly definitions: DefinitionSource;
  /** Throws when a CONFIG envelope is no legal successor; without it, whatever a quorum of consenters signed is accepted. */
  readonly validateConfig?: (current: ChannelConfig, envelope: Buffer) => void;
  /** synchronous=FULL, the default. */
  readonly durable?: boolean;
}

const open = (file: string, genesis: Buffer, options: LedgerOptions): LedgerStores => {
  const stores = openStores(file, options.durable ?? true);
  if (stores.blocks.height() === 0) writeGenesis(genesis, options.definitions, stores);
  else if (!stores.blocks.hash(0)?.equals(blockHash(parseBlock(genesis)))) {
    stores.close();
    throw new Error('the ledger file belongs to another channel: its genesis block differs');
  }
  return stores;
};

const snapshotFile = (file: string, name: string): string => {
  if (!/^[a-z0-9-]{1,40}$/.test(name)) throw new Error(`a snapshot's name has only a-z, 0-9 and -: ${name}`);
  return `${file}.snapshot-${name}`;
};

/** Opens or creates the channel's ledger in one SQLite file (`:memory:` for a throw-away one). */
export const openLedger = (file: string, genesisBlock: Buffer, options: LedgerOptions): Ledger => {
  const validateConfig = options.validateConfig ?? ((): void => undefined);
  const listeners = new Set<(block: CommittedBlock) => void>();
  let stores = open(file, genesisBlock, options);
  let definition = definitionReader(options.definitions, stores.state);
  const configAt = (number: number): ChannelConfig => {
    const block = stores.blocks.block(stores.blocks.configBlock(number));
    if (block === undefined) throw new Error('the ledger has no configuration block');
    return options.configFromBlock(block);
  };
  let config = configAt(stores.blocks.height() - 1);
  let height = stores.blocks.height();
  /** Every follower asks for it at once. */
  let newest: CommittedBlock | undefined;

  return {
    height: () => height,
    lastHash: () => stores.blocks.hash(height - 1) ?? Buffer.alloc(0),
    config: () => config,
    configBlock: () => stores.blocks.configBlock(height - 1),
    block: (number) => (number === newest?.number ? newest.block : stores.blocks.block(number)),
    blockByHash: (hash) => stores.blocks.blockByHash(hash),
    place: (txId) => stores.blocks.place(txId),
    envelope: (txId) => {
      const place = stores.blocks.place(txId);
      const block = place === undefined ? undefined : stores.blocks.block(place.blockNumber);
      return block === undefined || place === undefined ? undefined : parseBlock(block).envelopes[place.index];
    },
    definition: (name) => definition(name),
    privateSet: (blockNumber, index, mspId) =>
      stores.privateData.read(
        blockNumber,
        index,
        (namespace, collection) =>
          findCollection(definition(namespace), collection, config.mspIds)?.memberMspIds.includes(mspId) ?? false,
      ),
    simulate: (mspId, creatorMspId, txId) => {
      const snapshot = stores.state.snapshot();
      const at = height;
      const simulator = openSimulator({
        mspId,
        creatorMspId,
        txId,
        state: snapshot,
        definition,
        mspIds: config.mspIds,
        history: (namespace, key) => stores.history.of(namespace, key, at),
      });
      const done = (): void => {
        simulator.done();
        snapshot.release();
      };
      return { ...simulator, done };
    },
    commit: (block, privateSets) => {
      const { isConfig, ...committed } = commitBlock(block, privateSets, {
        stores,
        config,
        definition,
        validateConfig,
      });
      height = committed.number + 1;
      newest = committed;
      if (isConfig) config = options.configFromBlock(committed.block);
      for (const listener of listeners) listener(committed);
      return committed;
    },
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    verify: () => verifyChain(stores, genesisBlock, { ...options, validateConfig }),
    snapshot: (name) => {
      const target = snapshotFile(file, name);
      rmSync(target, { force: true });
      stores.database.prepare('VACUUM INTO ?').run(target);
    },
    revert: (name) => {
      const source = snapshotFile(file, name);
      if (!existsSync(source)) throw new Error(`there is no snapshot ${name}`);
      stores.close();
      for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
      copyFileSync(source, file);
      stores = open(file, genesisBlock, options);
      definition = definitionReader(options.definitions, stores.state);
      height = stores.blocks.height();
      newest = undefined;
      config = configAt(height - 1);
    },
    close: () => stores.close(),
  };
};
