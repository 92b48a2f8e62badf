import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { rootAt, type NoteSigner, type StateMap, type TrustPolicy } from '@daunguon/proof';
import { openChannel, type ChannelOptions } from '../ledger/follow-channel.ts';
import { CheckpointRecorder } from './checkpoint-recorder.ts';
import { CheckpointStore, type PublishedCheckpoint } from './checkpoint-store.ts';
import { CoveredBlocks } from './covered-blocks.ts';
import { DerivedLog } from './derived-log.ts';
import { followOwnPeer } from './follow-own-peer.ts';
import { logOrigin } from './log-origin.ts';
import { logSigners, successorDir } from './log-signers.ts';
import { sha256, type LogStore } from './log-store.ts';
import { Publisher, type CosignerState } from './publisher.ts';
import { registerKey } from './register-key.ts';
import { TrustFolder } from './trust-folder.ts';

export interface GatewayLogOptions extends ChannelOptions {
  /** Folder of the log and its key. */
  readonly dir: string;
  /** Folder of policy.txt and policy.json. */
  readonly trustDir: string;
  readonly logHost: string;
  /** How often a checkpoint goes onto the ledger, where also the log's key is registered; absent: neither. */
  readonly recordMs?: number;
}

/** The gateway's log: derived from its own peer, published once enough organisations cosigned. */
export interface GatewayLog {
  readonly store: LogStore;
  map(): StateMap;
  /** The newest published checkpoint. Proofs are made from it, never from what is not cosigned yet. */
  head(): PublishedCheckpoint | undefined;
  /** The earliest kept checkpoint with at least so many leaves. */
  covering(size: number): PublishedCheckpoint | undefined;
  /** The newest kept checkpoint with fewer leaves. */
  before(size: number): PublishedCheckpoint | undefined;
  /** The log's identity and signer; undefined until the genesis block was read. */
  signer(): NoteSigner | undefined;
  policy(): TrustPolicy | undefined;
  cosigners(): ReadonlyMap<string, CosignerState>;
  /** Size of the checkpoint that this process put on the ledger last; 0 before. */
  recorded(): number;
  /** What stands in the way of publishing; empty when nothing does. */
  trouble(): string;
  /** True once a published checkpoint covers the block, false after `milliseconds`. */
  covered(block: number, milliseconds: number): Promise<boolean>;
  /** The head as the EVM anchor wants it. */
  latest(): { origin: string; size: bigint; root: Uint8Array } | undefined;
  rootAt(size: bigint): Uint8Array | undefined;
  stop(): Promise<void>;
}

export function openGatewayLog(options: GatewayLogOptions): GatewayLog {
  const { dir, logHost } = options;
  const trust = new TrustFolder(options.trustDir);
  const checkpoints = new CheckpointStore(join(dir, 'checkpoints'));
  const publishedSize = (): number | undefined => checkpoints.newest()?.size;
  const log = new DerivedLog({
    dir,
    trusted: () => publishedSize() ?? 0,
    provenFrom: () => publishedSize() ?? Infinity,
  });
  const waiting = new CoveredBlocks((block) => (log.store.mark(block)?.size ?? Infinity) <= (publishedSize() ?? -1));
  let provable = publishedSize() ?? 0;
  let signers: ReturnType<typeof logSigners> | undefined;
  let publisher: Publisher | undefined;
  const channel = openChannel(options);
  const { ledger, identity } = channel;
  const recorder =
    options.recordMs === undefined
      ? undefined
      : new CheckpointRecorder({ ledger, identity, head: () => checkpoints.newest(), everyMs: options.recordMs });
  const stopping = new AbortController();
  let registering = '';
  let registrations: Promise<void> = Promise.resolve();
  /** Each key that signs goes onto the ledger, where checkpoints are recorded under it. */
  const registered = (keys: ReturnType<ReturnType<typeof logSigners>>): typeof keys => {
    const now = keys.map(({ vkey }) => vkey).join();
    if (recorder !== undefined && now !== registering) {
      registering = now;
      for (const [place, { vkey }] of keys.entries()) {
        const of = { ledger, identity, dir: place === 0 ? dir : successorDir(dir), vkey, role: 'log' } as const;
        // One after the other: they are entries of one list.
        registrations = registrations
          .then(() => registerKey({ ...of, random: randomBytes, now: Date.now }, stopping.signal))
          .catch((error: unknown) => console.error('registering a key of the log', error));
      }
    }
    return keys;
  };
  /** The log's name follows from the genesis block, so publishing begins once the peer has shown that it is the same network. */
  const begin = (): void => {
    const genesis = log.store.mark(0);
    if (publisher !== undefined || genesis === undefined) return;
    const origin = logOrigin(logHost, options.channel, genesis.headerHash);
    const current = logSigners(dir, origin);
    signers = current;
    publisher = new Publisher({
      ...{ log: log.store, checkpoints },
      signers: () => registered(current()),
      policy: () => trust.policy()?.tlog,
      published: () => {
        // Bundles of the head before may still be in the making.
        log.map.forget(provable);
        provable = publishedSize() ?? 0;
        waiting.look();
      },
    });
    publisher.start();
    if (recorder === undefined) return;
    recorder.start();
  };
  const following = followOwnPeer(channel, log, () => {
    begin();
    waiting.look();
  });
  return {
    store: log.store,
    map: () => log.map,
    head: () => checkpoints.newest(),
    covering: (size) => checkpoints.covering(size),
    before: (size) => checkpoints.before(size),
    signer: () => signers?.()[0],
    policy: () => trust.policy(),
    cosigners: () => publisher?.cosigners() ?? new Map(),
    recorded: () => recorder?.recorded() ?? 0,
    trouble: () => publisher?.trouble() ?? 'the genesis block was not read yet',
    covered: (block, milliseconds) => waiting.covered(block, milliseconds),
    latest() {
      const head = checkpoints.newest();
      const signer = signers?.()[0];
      return head && signer && { origin: signer.name, size: BigInt(head.size), root: head.root };
    },
    rootAt: (size) => (size <= BigInt(log.store.size()) ? rootAt(size, log.store.nodes, sha256) : undefined),
    async stop() {
      stopping.abort();
      await publisher?.stop();
      await recorder?.stop();
      await following.stop();
      channel.close();
      log.close();
    },
  };
}
