import type { BlockInput } from '@daunguon/proof';
import type { Channel } from '../ledger/follow-channel.ts';
import type { DerivedLog } from './derived-log.ts';

/**
 * Derives the log from the organisation's own peer, once the peer has shown that it is of the network that the log came from.
 * `took` hears of the log as it was found and of every block after that. A folder of another network ends the process: nothing
 * may be published or signed from it.
 */
export function followOwnPeer(
  channel: Channel,
  log: DerivedLog,
  took: () => void,
  take: (block: BlockInput) => void = (block) => log.take(block),
): { stop(): Promise<void> } {
  let stopped = false;
  const following = channel.genesis().then((hash) => {
    log.requireGenesis(hash);
    if (!stopped) took();
    return channel.follow(
      () => log.next(),
      (block) => {
        take(block);
        took();
      },
    );
  });
  following.catch((error: unknown) => {
    if (stopped) return;
    setImmediate(() => {
      throw error;
    });
  });
  return {
    async stop() {
      stopped = true;
      channel.end();
      await (await following.catch(() => undefined))?.stop();
    },
  };
}
