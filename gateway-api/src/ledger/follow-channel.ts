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
  close(): void;
}

export interface ChannelOptions {
  readonly networkDir: string;
  readonly mspId: string;
  readonly channel: string;
  readonly chaincode: string;
}

/** Pause before a broken stream is opened again. */
const pauseMs = 500;

export function openChannel({ networkDir, mspId, channel, chaincode }: ChannelOptions): Channel {
  const peers = openPeers(networkDir, mspId);
  const identity: LedgerIdentity = { ...operatorIdentity(networkDir, mspId), unit: '', role: 'admin' };
  const network = peers.gateway(identity).getNetwork(channel);
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
          take(readBlockInput(event, chaincode));
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
    close: () => peers.close(),
  };
}
