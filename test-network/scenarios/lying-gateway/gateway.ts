import { join } from 'node:path';
import express from 'express';
import type { BlockInput, Bundle, NoteSigner, TlogPolicy } from '@daunguon/proof';
import { sendProblem } from '../../../gateway-api/src/http/http-problem.ts';
import { aliasBundleOf, bundleOf, type BundleSource, type BundleWish } from '../../../gateway-api/src/log/bundle-of.ts';
import { CheckpointStore } from '../../../gateway-api/src/log/checkpoint-store.ts';
import { DerivedLog } from '../../../gateway-api/src/log/derived-log.ts';
import { logRoutes } from '../../../gateway-api/src/log/log-routes.ts';
import { Publisher } from '../../../gateway-api/src/log/publisher.ts';
import { recordRoutes } from '../../../gateway-api/src/log/record-routes.ts';
import type { Ledger } from './ledger.ts';
import { serve, type Served } from './parties.ts';

/** What the liar answers in place of the honest bundle; it may throw a problem or never answer. */
export type Lie = (honest: () => Promise<Bundle>, id: string, wish: BundleWish) => Promise<Bundle> | Bundle;

export interface GatewayOptions {
  readonly dir: string;
  readonly signer: NoteSigner;
  readonly ledger: Ledger;
  policy(): TlogPolicy;
}

/** A gateway: the product's log, publisher and routes; only what it takes in and what it answers is a test's to change. */
export interface Gateway extends Served {
  readonly log: DerivedLog;
  readonly checkpoints: CheckpointStore;
  lie: Lie;
  /** Takes in the next block; a liar's may differ from the ledger's. */
  take(block: BlockInput): void;
  /** One round with the cosigners; false if nothing was published. */
  publish(): Promise<boolean>;
  trouble(): string;
  /** What an honest gateway answers, from its newest head or from another note over its log. */
  bundle(id: string, wish?: BundleWish, note?: string): Promise<Bundle>;
}

const honestly: Lie = (honest) => honest();

export async function openGateway({ dir, signer, ledger, policy }: GatewayOptions): Promise<Gateway> {
  const log = new DerivedLog({ dir, trusted: () => 0, provenFrom: () => 0 });
  const checkpoints = new CheckpointStore(join(dir, 'checkpoints'));
  const publisher = new Publisher({
    ...{ log: log.store, checkpoints, signers: () => [signer], policy, published: () => undefined },
    ...{ renewMs: 0, roundMs: 1500, graceMs: 100 },
  });
  const sourceAt = (note?: string): BundleSource => {
    const head = note === undefined ? checkpoints.newest() : { size: Number(note.split('\n')[1]), note };
    if (head === undefined) throw new Error('nothing is published');
    return {
      ...{ log: log.store, map: log.map, head },
      bodyOf: ({ commitment }) => Promise.resolve(ledger.bodies.get(commitment ?? '')),
      indexOf: () => Promise.resolve(undefined),
    };
  };
  const told =
    (of: typeof bundleOf) =>
    async (id: string, wish: BundleWish = {}): Promise<Bundle> =>
      gateway.lie(() => of(sourceAt(), id, wish), id, wish);
  const app = express()
    .use(recordRoutes({ bundle: told(bundleOf), aliasBundle: told(aliasBundleOf) }))
    .use(
      logRoutes(
        { head: () => checkpoints.newest(), covering: (size) => checkpoints.covering(size), store: log.store },
        (commitment) => Promise.resolve(ledger.bodies.get(commitment)),
      ),
    )
    .use(sendProblem);
  const { url, close } = await serve(app);
  const gateway: Gateway = {
    ...{ url, log, checkpoints, lie: honestly },
    take: (block) => log.take(block),
    publish: () => publisher.publish(),
    trouble: () => publisher.trouble(),
    bundle: (id, wish, note) => (/^01\//.test(id) ? aliasBundleOf : bundleOf)(sourceAt(note), id, wish),
    async close() {
      await publisher.stop();
      await close();
      log.close();
    },
  };
  return gateway;
}
