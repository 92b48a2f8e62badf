import { LIFECYCLE, sequenceKey } from '../lifecycle/lifecycle-definition.ts';
import { field, integerField } from '../node/wire.ts';
import type { ChaincodeDefinition, ChannelConfig, CommittedBlock } from '../types.ts';
import { CODE, TYPE } from '../validation/codes.ts';
import { findCollection } from '../validation/collections.ts';
import { readConflict } from '../validation/read-conflicts.ts';
import { validateBlock } from '../validation/validate-block.ts';
import { blockHash, dataHash, parseBlock, withValidation } from './block.ts';
import type { ParsedBlock } from './block.ts';
import { commitHash } from './commit-hash.ts';
import type { DefinitionSource } from './definition-source.ts';
import type { LedgerStores } from './ledger-stores.ts';
import { checkOrdererSignatures } from './orderer-signatures.ts';

export interface CommitContext {
  readonly stores: LedgerStores;
  readonly config: ChannelConfig;
  readonly definition: (chaincode: string) => ChaincodeDefinition | undefined;
  readonly validateConfig: (current: ChannelConfig, envelope: Buffer) => void;
}

/** The committed block, and whether it carries a valid CONFIG transaction. */
export type CommitResult = CommittedBlock & { readonly isConfig: boolean };

/** Number, previous hash, data hash and consenter signatures. @throws when the block does not follow the chain. */
const checkChain = (block: ParsedBlock, context: CommitContext): void => {
  const { blocks } = context.stores;
  const height = blocks.height();
  if (block.number !== height)
    throw new Error(`block ${String(block.number)} does not follow a chain of height ${String(height)}`);
  const previous = blocks.hash(height - 1);
  if (previous === undefined || !previous.equals(block.previousHash))
    throw new Error(`block ${String(block.number)} does not carry the hash of block ${String(height - 1)}`);
  if (!dataHash(block.envelopes).equals(block.dataHash))
    throw new Error(`block ${String(block.number)}: header and data do not match`);
  checkOrdererSignatures(context.config, block);
};

/** Validates and writes one block in one SQLite transaction. */
export const commitBlock = (
  bytes: Buffer,
  privateSets: ReadonlyMap<string, Buffer>,
  context: CommitContext,
): CommitResult => {
  const { stores, config, definition } = context;
  const block = parseBlock(bytes);
  const { number } = block;
  return stores.atomically(() => {
    checkChain(block, context);
    const { transactions, batch } = validateBlock(
      number,
      block.envelopes,
      {
        config,
        definition,
        state: stores.state,
        isKnownTxId: (txId) => stores.blocks.place(txId) !== undefined,
        validateConfig: context.validateConfig,
      },
      readConflict,
    );
    const filter = Buffer.from(transactions.map(({ code }) => code));
    const updates = batch.list();
    const hash = commitHash(filter, updates, stores.blocks.commitHash(number - 1));
    for (const update of updates) {
      const { space, key, value, metadata, tx } = update;
      if (value === undefined) stores.state.remove(space, key);
      else stores.state.put(space, key, { value, metadata, block: number, tx });
    }
    transactions.forEach(({ txId, code, sets, seconds, nanos }, tx) => {
      if (txId !== '') stores.blocks.addTransaction(txId, { blockNumber: number, index: tx, code });
      for (const { namespace, writes } of sets)
        for (const { key, value, isDelete } of writes)
          stores.history.add(namespace, key, { txId, value, isDelete, seconds, nanos, block: number, tx });
      if (sets.some(({ collections }) => collections.length > 0))
        stores.privateData.commit(
          sets,
          privateSets.get(txId),
          { block: number, tx },
          (namespace, collection) => findCollection(definition(namespace), collection, config.mspIds)?.blockToLive ?? 0,
        );
    });
    stores.privateData.expire(number);
    const isConfig = transactions.some(({ type, code }) => type === TYPE.config && code === CODE.valid);
    const stored = withValidation(block, filter, hash);
    stores.blocks.append({ number, hash: blockHash(block), block: stored, commitHash: hash, isConfig });
    return { number, block: stored, transactions: transactions.map(({ txId, code }) => ({ txId, code })), isConfig };
  });
};

/** The first block: accepted as it is, and the chaincode definitions as state of height 0. */
export const writeGenesis = (genesis: Buffer, definitions: DefinitionSource, stores: LedgerStores): void => {
  const block = parseBlock(genesis);
  if (block.number !== 0 || !dataHash(block.envelopes).equals(block.dataHash))
    throw new Error('the genesis block is not block 0 or its data was altered');
  stores.atomically(() => {
    for (const { name, sequence } of definitions === 'lifecycle' ? [] : definitions)
      stores.state.put(LIFECYCLE, Buffer.from(sequenceKey(name)), {
        // lifecycle.StateData{Int64}
        value: sequence === 0 ? Buffer.concat([field(2, Buffer.alloc(0))]) : integerField(1, sequence),
        metadata: Buffer.alloc(0),
        block: 0,
        tx: 0,
      });
    const stored = withValidation(block, Buffer.alloc(block.envelopes.length), undefined);
    stores.blocks.append({
      number: 0,
      hash: blockHash(block),
      block: stored,
      commitHash: Buffer.alloc(0),
      isConfig: true,
    });
  });
};
