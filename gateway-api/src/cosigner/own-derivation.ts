import { join } from 'node:path';
import { parseLeaf, rootAt, type BlockInput } from '@daunguon/proof';
import { DerivedLog } from '../log/derived-log.ts';
import { followOwnPeer } from '../log/follow-own-peer.ts';
import { logOrigin } from '../log/log-origin.ts';
import { sha256 } from '../log/log-store.ts';
import { openChannel, type Channel, type ChannelOptions } from '../ledger/follow-channel.ts';
import type { OwnDerivation } from './cosigner.ts';
import type { Unmarked } from './recall-closure.ts';
import { RecallWatch } from './recall-watch.ts';
import { DerivationTimes } from './uncovered.ts';

export interface RunningDerivation extends OwnDerivation {
  /** Origin of the log that this organisation's ledger gives; undefined before block 0. */
  origin(): string | undefined;
  /** Descendants of recalled batches that have gone unmarked for more than a minute. */
  overdueRecalls(): readonly Unmarked[];
  /** The connection to the own peer. */
  readonly channel: Channel;
  stop(): Promise<void>;
}
interface Options extends ChannelOptions {
  readonly dir: string;
  readonly logHost: string;
  monotonic(): number;
}

/** The cosigner's view of its organisation's log, and the way in for the next block. */
export function ownDerivation(
  log: DerivedLog,
  monotonic: () => number,
): OwnDerivation & { take(block: BlockInput): void } {
  const times = new DerivationTimes();
  // What was derived before a restart counts from now on: a cosigner that was off cannot know better.
  times.derived(log.store.size(), monotonic());
  return {
    take(block) {
      log.take(block);
      times.derived(log.store.size(), monotonic());
    },
    size: () => log.store.size(),
    rootAt: (size) => rootAt(BigInt(size), log.store.nodes, sha256),
    endsWithState: (size) => parseLeaf(log.store.leaf(size - 1)).leaf === 'state/1',
    uncoveredSince: (size) => times.since(size),
    leafText: (index) => Buffer.from(log.store.leaf(index)).toString(),
  };
}

/** Follows the organisation's own peer and derives the log from it. */
export function deriveFromPeer(options: Options): RunningDerivation {
  const { dir, logHost, monotonic } = options;
  const log = new DerivedLog({ dir });
  const recalls = new RecallWatch(join(dir, 'recalls.jsonl'));
  const derivation = ownDerivation(log, monotonic);
  const channel = openChannel(options);
  const following = followOwnPeer(
    channel,
    log,
    () => undefined,
    (block) => {
      recalls.take(block);
      derivation.take(block);
    },
  );
  return {
    ...derivation,
    channel,
    overdueRecalls: () => recalls.overdue(monotonic()),
    origin() {
      const genesis = log.store.mark(0);
      return genesis && logOrigin(logHost, options.channel, genesis.headerHash);
    },
    async stop() {
      await following.stop();
      channel.close();
      log.close();
    },
  };
}
