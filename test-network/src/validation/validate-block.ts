/** Validation of a block's transactions in Fabric's order (core/committer/txvalidator/v20, then kvledger/txmgmt/validation). */
import { createHash } from 'node:crypto';
import type { StateReader } from '../ledger/state-store.ts';
import { updateBatch } from '../ledger/update-batch.ts';
import type { UpdateBatch } from '../ledger/update-batch.ts';
import { readRwset } from '../rwset/rwset-reader.ts';
import type { NamespaceSet } from '../rwset/rwset-types.ts';
import type { ChaincodeDefinition, ChannelConfig } from '../types.ts';
import { CODE, InvalidTransaction, TYPE } from './codes.ts';
import { policyDecisions, policyFailure, updatedParameters, writesTo } from './endorsement-policy.ts';
import { checkCommonHeader, readEndorserTransaction, readHeader } from './envelope.ts';
import type { EnvelopeHeader } from './envelope.ts';

export interface ValidationContext {
  readonly config: ChannelConfig;
  readonly state: StateReader;
  readonly definition: (chaincode: string) => ChaincodeDefinition | undefined;
  readonly isKnownTxId: (txId: string) => boolean;
  /** Throws when a CONFIG envelope is no legal successor of the current configuration. */
  readonly validateConfig: (current: ChannelConfig, envelope: Buffer) => void;
}

export interface ValidatedTransaction {
  readonly txId: string;
  readonly type: number;
  readonly seconds: number;
  readonly nanos: number;
  readonly code: number;
  /** Why it is invalid. */
  readonly reason?: string;
  readonly sets: readonly NamespaceSet[];
}

interface ChangedState {
  readonly parameters: Set<string>;
  readonly seenTxIds: Set<string>;
  readonly batch: UpdateBatch;
}

const checkCreator = (header: EnvelopeHeader, config: ChannelConfig): void => {
  let verified: boolean;
  try {
    verified = config.identity(header.creator).verify(header.payload, header.signature);
  } catch (error) {
    throw new InvalidTransaction(CODE.badCreatorSignature, (error as Error).message);
  }
  if (!verified) throw new InvalidTransaction(CODE.badCreatorSignature, 'the creator’s signature does not verify');
};

const checkTxId = (header: EnvelopeHeader): void => {
  const expected = createHash('sha256').update(header.nonce).update(header.creator).digest('hex');
  if (expected !== header.txId) throw new InvalidTransaction(CODE.badProposalTxId, 'txid is not nonce || creator');
};

const parseSets = (results: Buffer): NamespaceSet[] => {
  try {
    return readRwset(results);
  } catch (error) {
    throw new InvalidTransaction(CODE.badRwset, (error as Error).message);
  }
};

/** The dispatcher's checks (plugindispatcher/dispatcher.go): every written namespace against its own policies. */
const checkEndorser = (header: EnvelopeHeader, context: ValidationContext, changed: ChangedState): NamespaceSet[] => {
  const transaction = readEndorserTransaction(header);
  if (header.channelId !== context.config.channelId)
    throw new InvalidTransaction(CODE.targetChainNotFound, `channel ${header.channelId} is not this ledger's`);
  if (changed.seenTxIds.has(header.txId) || context.isKnownTxId(header.txId))
    throw new InvalidTransaction(CODE.duplicateTxId, 'txid is already in the ledger');
  const { chaincode } = transaction;
  const sets = parseSets(transaction.results);
  if (chaincode === '' || chaincode !== transaction.actionChaincode || transaction.actionVersion === '')
    throw new InvalidTransaction(CODE.invalidChaincode, 'chaincode id of header and action differ');
  if (transaction.eventChaincode !== undefined && transaction.eventChaincode !== chaincode)
    throw new InvalidTransaction(CODE.invalidOtherReason, 'event carries another chaincode id');
  const names = new Set<string>();
  for (const { namespace } of sets) {
    if (names.has(namespace)) throw new InvalidTransaction(CODE.illegalWriteset, `duplicate namespace ${namespace}`);
    names.add(namespace);
  }
  const signed = transaction.endorsements.map(({ endorser, signature }) => ({
    data: Buffer.concat([transaction.responsePayload, endorser]),
    identity: endorser,
    signature,
  }));
  const decisions = policyDecisions(context.config, signed);
  const written = sets.filter((set) => writesTo(set) && set.namespace !== chaincode).map((set) => set.namespace);
  for (const namespace of [chaincode, ...written]) {
    const definition = context.definition(namespace);
    if (definition === undefined)
      throw new InvalidTransaction(CODE.invalidChaincode, `chaincode ${namespace} is not defined`);
    const failure = policyFailure(
      sets.find((set) => set.namespace === namespace),
      definition,
      decisions,
      {
        config: context.config,
        changed: changed.parameters,
        metadata: (space, key) => changed.batch.committed(space, key)?.metadata,
      },
    );
    if (failure !== undefined) throw new InvalidTransaction(CODE.endorsementPolicyFailure, failure);
  }
  return sets;
};

const checkConfig = (header: EnvelopeHeader, envelope: Buffer, context: ValidationContext): void => {
  if (header.channelId !== context.config.channelId)
    throw new InvalidTransaction(CODE.targetChainNotFound, `channel ${header.channelId} is not this ledger's`);
  try {
    context.validateConfig(context.config, envelope);
  } catch (error) {
    throw new InvalidTransaction(CODE.invalidConfigTransaction, (error as Error).message);
  }
};

const validateOne = (envelope: Buffer, context: ValidationContext, changed: ChangedState): ValidatedTransaction => {
  const known = { txId: '', type: 0, seconds: 0, nanos: 0 };
  try {
    const header = readHeader(envelope);
    Object.assign(known, { txId: header.txId, type: header.type, seconds: header.seconds, nanos: header.nanos });
    checkCommonHeader(header);
    checkCreator(header, context.config);
    if (header.type === TYPE.config) {
      checkConfig(header, envelope, context);
      return { ...known, code: CODE.valid, sets: [] };
    }
    if (header.type !== TYPE.endorser)
      throw new InvalidTransaction(CODE.unsupportedPayload, 'a CONFIG_UPDATE is no transaction of a block');
    checkTxId(header);
    const sets = checkEndorser(header, context, changed);
    for (const key of updatedParameters(sets)) changed.parameters.add(key);
    // Only a transaction valid so far marks its txid as used within the block (validator.go markTXIdDuplicates).
    changed.seenTxIds.add(header.txId);
    return { ...known, code: CODE.valid, sets };
  } catch (error) {
    if (!(error instanceof InvalidTransaction)) throw error;
    return { ...known, code: error.code, reason: error.message, sets: [] };
  }
};

/** Codes of every transaction, and the updates of the valid ones. */
export const validateBlock = (
  number: number,
  envelopes: readonly Buffer[],
  context: ValidationContext,
  readConflict: (sets: readonly NamespaceSet[], state: StateReader, batch: UpdateBatch) => number,
): { readonly transactions: readonly ValidatedTransaction[]; readonly batch: UpdateBatch } => {
  const batch = updateBatch(context.state);
  const changed: ChangedState = { parameters: new Set(), seenTxIds: new Set(), batch };
  const endorsed = envelopes.map((envelope) => validateOne(envelope, context, changed));
  const transactions = endorsed.map((transaction, tx): ValidatedTransaction => {
    if (transaction.code !== CODE.valid || transaction.type === TYPE.config) return transaction;
    const code = readConflict(transaction.sets, context.state, batch);
    if (code !== CODE.valid) return { ...transaction, code, reason: 'a read is out of date', sets: [] };
    batch.apply(transaction.sets, { block: number, tx });
    return transaction;
  });
  return { transactions, batch };
};
