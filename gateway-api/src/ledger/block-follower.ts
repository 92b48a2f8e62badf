import { setTimeout as sleep } from 'node:timers/promises';
import type { Network } from '@hyperledger/fabric-gateway';
import type { IndexedBlock, IndexStore, Op } from '../index-store/index-store.ts';
import { traced } from '../tracing/traced.ts';
import { inBatches } from './block-batches.ts';
import { readBlock, type WholeBlock } from './read-block.ts';

export interface BlockFollower {
  /** Number of the last block in the index, -1 before the first. */
  position(): number;
  /** Resolves true when the index holds this block, false after `milliseconds`. */
  reached(blockNumber: number, milliseconds: number): Promise<boolean>;
  stop(): Promise<void>;
}

/** While the index catches up, one transaction of the store takes the blocks that have come in, up to about so many operations. */
const mostOps = 10_000;

/** Applies blocks to an index up to `last`. @throws Error when they do not come within an hour */
export async function fillIndex(
  network: Network,
  chaincode: string,
  store: IndexStore,
  project: (block: WholeBlock) => readonly Op[],
  last: number,
): Promise<void> {
  const follower = await followBlocks(network, chaincode, store, project, last);
  const complete = await follower.reached(last, 3_600_000);
  await follower.stop();
  if (!complete) throw new Error(`the index came to block ${follower.position()} of ${last}`);
}

/** Follows the channel from the index's own checkpoint to block `last`, for ever without it; starts again after any failure. */
export async function followBlocks(
  network: Network,
  chaincode: string,
  store: IndexStore,
  project: (block: WholeBlock) => readonly Op[],
  last = Infinity,
): Promise<BlockFollower> {
  let position = (await store.checkpoint())?.number ?? -1;
  let stopped = false;
  let closeEvents = (): void => undefined;
  const waiting = new Set<() => void>();
  const follow = async (): Promise<void> => {
    const events = await network.getBlockEvents({ startBlock: BigInt(position + 1) });
    closeEvents = () => events.close();
    if (stopped) events.close();
    const read = async function* (): AsyncGenerator<IndexedBlock> {
      for await (const event of events) {
        const block = readBlock(event, chaincode);
        yield { ref: { number: block.number, hash: block.hash }, ops: project(block) };
        if (block.number >= last) return;
      }
    };
    for await (const blocks of inBatches(read(), mostOps)) {
      const [first, newest] = [blocks[0]?.ref.number ?? -1, blocks.at(-1)?.ref.number ?? -1];
      const about = { 'fabric.block.first': first, 'fabric.block.last': newest };
      await traced('index.apply', about, () => store.applyBlocks(blocks)).catch((error: unknown) => {
        // Else the reader waits for the next block before the failed ones are tried again.
        events.close();
        throw error;
      });
      position = blocks.at(-1)?.ref.number ?? position;
      for (const wake of waiting) wake();
    }
  };
  const running = (async () => {
    while (!stopped && position < last) {
      await follow().catch((error: unknown) => {
        if (!stopped) console.error('block follower', error);
      });
      if (!stopped && position < last) await sleep(500);
    }
  })();
  return {
    position: () => position,
    reached: (blockNumber, milliseconds) =>
      new Promise((resolve) => {
        const settle = (): void => {
          if (position < blockNumber) return;
          done(true);
        };
        const timer = setTimeout(() => done(false), milliseconds);
        const done = (result: boolean): void => {
          clearTimeout(timer);
          waiting.delete(settle);
          resolve(result);
        };
        waiting.add(settle);
        settle();
      }),
    async stop() {
      stopped = true;
      closeEvents();
      await running;
    },
  };
}
