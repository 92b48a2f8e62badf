import { setTimeout as sleep } from 'node:timers/promises';
import type { Network } from '@hyperledger/fabric-gateway';
import type { BlockRef, IndexStore, Op } from '../index-store/index-store.ts';
import { readBlock, type ReadBlock } from './read-block.ts';

export interface BlockFollower {
  /** Number of the last block in the index, -1 before the first. */
  position(): number;
  /** Resolves true when the index holds this block, false after `milliseconds`. */
  reached(blockNumber: number, milliseconds: number): Promise<boolean>;
  stop(): Promise<void>;
}

/** Follows the channel from the index's own checkpoint, one block at a time; starts again after any failure. */
export async function followBlocks(
  network: Network,
  chaincode: string,
  store: IndexStore,
  project: (block: ReadBlock) => readonly Op[],
): Promise<BlockFollower> {
  let position = (await store.checkpoint())?.number ?? -1;
  let stopped = false;
  let closeEvents = (): void => undefined;
  const waiting = new Set<() => void>();
  const follow = async (): Promise<void> => {
    const events = await network.getBlockEvents({ startBlock: BigInt(position + 1) });
    closeEvents = () => events.close();
    if (stopped) events.close();
    for await (const event of events) {
      const block = readBlock(event, chaincode);
      const ref: BlockRef = { number: block.number, hash: block.hash };
      await store.applyBlock(ref, project(block));
      position = block.number;
      for (const wake of waiting) wake();
    }
  };
  const running = (async () => {
    while (!stopped) {
      await follow().catch((error: unknown) => {
        if (!stopped) console.error('block follower', error);
      });
      if (!stopped) await sleep(500);
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
