import { common } from '@hyperledger/fabric-protos';
import type { TransientStore } from '../endorser/transient-store.ts';
import type { BroadcastAnswer } from '../node/network-types.ts';
import type { Ledger } from '../types.ts';
import { nextBatchSize } from './block-cutter.ts';
import type { OrderedMessage } from './block-cutter.ts';
import { writeBlock } from './block-writer.ts';
import type { ConsenterSigner } from './block-writer.ts';
import { BroadcastRefused, filterEnvelope } from './filter.ts';

export interface OrdererOptions {
  readonly ledger: Ledger;
  /** A quorum of consenters; undefined while too few of them are there. */
  signers(): readonly ConsenterSigner[] | undefined;
  readonly transients: TransientStore;
  /** Turns a CONFIG_UPDATE envelope into the CONFIG envelope to order; throws when the update is not allowed. */
  configTransaction(update: Buffer): Buffer;
  /** Transactions on their way here: while there are some, a block waits for them up to the batch timeout. */
  pendingElsewhere(): number;
}

export interface Orderer {
  broadcast(envelope: Buffer): BroadcastAnswer;
  /** Goes on after there was no quorum of consenters. */
  wake(): void;
  close(): void;
}

interface Queued extends OrderedMessage {
  readonly txId: string;
  readonly arrivedAt: number;
}

/**
 * Orders envelopes into signed blocks and commits them. Alone, a transaction is cut at once; under load, blocks grow by
 * themselves because the queue fills while a commit runs.
 */
export const createOrderer = (options: OrdererOptions): Orderer => {
  const { ledger, transients } = options;
  let queue: Queued[] = [];
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;
  let fault: Error | undefined;

  const commitNext = (signers: readonly ConsenterSigner[]): void => {
    const count = nextBatchSize(queue, ledger.config().batch);
    const batch = queue.slice(0, count);
    queue = queue.slice(count);
    const number = ledger.height();
    const lastConfig = batch[0]?.isConfig ? number : ledger.configBlock();
    const parts = { number, previousHash: ledger.lastHash(), envelopes: batch.map(({ bytes }) => bytes), lastConfig };
    const txIds = batch.map(({ txId }) => txId);
    ledger.commit(writeBlock(parts, signers), transients.collect(txIds));
    transients.forget(txIds, ledger.height());
  };

  const cut = (): void => {
    immediate = undefined;
    if (timer) clearTimeout(timer);
    timer = undefined;
    const signers = options.signers();
    if (queue.length === 0 || fault || signers === undefined) return;
    try {
      commitNext(signers);
    } catch (error) {
      // a ledger that refuses its own orderer's block is broken: stop ordering rather than lose transactions silently
      fault = error as Error;
      console.error(`ordering stopped: ${fault.stack ?? fault.message}`);
    }
    schedule();
  };

  const schedule = (): void => {
    const first = queue[0];
    if (!first || immediate || fault || options.signers() === undefined) return;
    const { batch } = ledger.config();
    const full = nextBatchSize(queue, batch) < queue.length || queue.length >= batch.maxMessageCount;
    const wait = first.arrivedAt + batch.timeoutMs - Date.now();
    if (full || wait <= 0 || options.pendingElsewhere() === 0) immediate = setImmediate(cut);
    else timer ??= setTimeout(cut, wait);
  };

  const accept = (envelope: Buffer): void => {
    const { type, txId } = filterEnvelope(envelope, ledger.config(), new Date());
    const isConfig = type === common.HeaderType.CONFIG_UPDATE;
    let bytes = envelope;
    if (isConfig) {
      // an update is judged against the configuration it will follow
      if (queue.some((message) => message.isConfig))
        throw new BroadcastRefused(common.Status.SERVICE_UNAVAILABLE, 'another configuration update is being ordered');
      try {
        bytes = options.configTransaction(envelope);
      } catch (error) {
        throw new BroadcastRefused(
          common.Status.BAD_REQUEST,
          `error applying config update to existing channel '${ledger.config().channelId}': ${(error as Error).message}`,
        );
      }
    }
    queue.push({ bytes, isConfig, txId, arrivedAt: Date.now() });
    schedule();
  };

  return {
    broadcast: (envelope) => {
      if (fault) return { status: common.Status.SERVICE_UNAVAILABLE, info: `ordering stopped: ${fault.message}` };
      if (options.signers() === undefined)
        return { status: common.Status.SERVICE_UNAVAILABLE, info: 'no quorum of orderers can be reached' };
      try {
        accept(envelope);
        return { status: common.Status.SUCCESS, info: '' };
      } catch (error) {
        const status = error instanceof BroadcastRefused ? error.status : common.Status.BAD_REQUEST;
        return { status, info: (error as Error).message };
      }
    },
    wake: schedule,
    close: () => {
      if (timer) clearTimeout(timer);
      if (immediate) clearImmediate(immediate);
      const signers = options.signers();
      while (queue.length > 0 && !fault && signers !== undefined) commitNext(signers);
      fault ??= new Error('closed');
    },
  };
};
