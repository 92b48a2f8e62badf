import { setTimeout as sleep } from 'node:timers/promises';
import type { BlockInput } from '@daunguon/proof';
import type { LedgerIdentity } from '../vault/vault.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { openPeers, operatorIdentity } from './peers.ts';
import { readBlockInput } from './read-block-input.ts';

/** Full blocks of one organisation's own peer, read with that organisation's own identity. */
export interface Channel {
  /** Submits in the organisation's own name. */
  readonly ledger: Ledger;
  readonly identity: LedgerIdentity;
  /** Calls `take` for every block from `next()` on, one after another; starts again after any failure. */
  follow(next: () => number, take: (block: BlockInput) => void): { stop(): Promise<void> };
  /** Header hash of block 0, which tells one network from another; asks until the peer answers. Rejects after `end`. */
  genesis(): Promise<string>;
  /** Asks no more. */
  end(): void;
  close(): void;
}

export interface ChannelOptions {
  readonly networkDir: string;
  readonly mspId: string;
  readonly channel: string;
  readonly chaincode: string;
  /** By default `readBlockInput`. */
  readonly read?: typeof readBlockInput;
}

/** Pause before a broken stream is opened again. */
const pauseMs = 500;

export function openChannel(options: ChannelOptions): Channel {
  const { networkDir, mspId, channel, chaincode, read = readBlockInput } = options;
  const peers = openPeers(networkDir, mspId);
  const identity: LedgerIdentity = { ...operatorIdentity(networkDir, mspId), unit: '', role: 'admin' };
  const network = peers.gateway(identity).getNetwork(channel);
  let ended = false;
  let endAsking = (): void => undefined;
  const firstBlock = async (): Promise<BlockInput | undefined> => {
    const events = await network.getBlockEvents({ startBlock: 0n });
    endAsking = () => events.close();
    try {
      for await (const event of events) return read(event, chaincode);
    } finally {
      events.close();
    }
    return undefined;
  };
  return {
    ledger: createLedger(peers, channel, chaincode),
    identity,
    follow(next, take) {
      let stopped = false;
      let closeEvents = (): void => undefined;
      const run = async (): Promise<void> => {
        const events = await network.getBlockEvents({ startBlock: BigInt(next()) });
        closeEvents = () => events.close();
        if (stopped) events.close();
        for await (const event of events) {
          if (stopped) return;
          take(read(event, chaincode));
        }
      };
      const running = (async () => {
        while (!stopped) {
          await run().catch((error: unknown) => {
            if (!stopped) console.error(`blocks of ${mspId}'s peer`, error);
          });
          if (!stopped) await sleep(pauseMs);
        }
      })();
      return {
        async stop() {
          stopped = true;
          closeEvents();
          await running;
        },
      };
    },
    async genesis() {
      for (;;) {
        const block = await firstBlock().catch(() => undefined);
        if (block !== undefined) return block.headerHash;
        if (ended) throw new Error('ended before the peer answered');
        await sleep(pauseMs);
      }
    },
    end() {
      ended = true;
      endAsking();
    },
    close: () => peers.close(),
  };
}
