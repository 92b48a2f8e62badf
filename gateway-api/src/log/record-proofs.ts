import { verify, type Bundle } from '@daunguon/proof';
import { HttpProblem } from '../http/http-problem.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import type { SealedStore } from '../vault/sealed-store.ts';
import { aliasBundleOf, bundleOf, type BundleSource, type BundleWish } from './bundle-of.ts';
import type { GatewayLog } from './gateway-log.ts';
import { indexedBodies } from './indexed-bodies.ts';

/** Proofs of single records, from the newest published checkpoint. */
export interface RecordProofs {
  /** @throws NewerHead, and HttpProblem `log/not-published` while there is no checkpoint. */
  bundle(id: string, wish?: BundleWish): Promise<Bundle>;
  aliasBundle(id: string, wish?: BundleWish): Promise<Bundle>;
  /** True when the record's own bundle verifies against the trust policy, as any reader's would. */
  verified(id: string): Promise<boolean>;
}
interface Deps {
  readonly log: GatewayLog;
  readonly index: IndexStore;
  /** Resolves when the index holds the block. */
  indexed(block: number, milliseconds: number): Promise<boolean>;
  readonly extras?: BundleSource['extras'];
  /** What is sealed of personal records. */
  readonly sealed?: Pick<SealedStore, 'get'>;
}

/** How long a bundle waits for the index to have the body of what the log proves. */
const indexWaitMs = 2000;

export function recordProofs({ log, index, indexed, sealed, extras }: Deps): RecordProofs {
  const { bodyOf, indexOf } = indexedBodies(index, log.store, sealed);
  const source = (): BundleSource => {
    const head = log.head();
    if (head === undefined) throw new HttpProblem('log/not-published', '', { 'Retry-After': '2' });
    return {
      ...{ log: log.store, map: log.map(), head, indexOf },
      renewed: source,
      ...(extras === undefined ? {} : { extras }),
      async bodyOf(leaf, id) {
        await indexed(leaf.block, indexWaitMs);
        return bodyOf(leaf, id);
      },
    };
  };
  return {
    bundle: async (id, wish) => bundleOf(source(), id, wish),
    aliasBundle: async (id, wish) => aliasBundleOf(source(), id, wish),
    async verified(id) {
      const policy = log.policy();
      if (policy === undefined || log.head() === undefined) return false;
      const bundle = await bundleOf(source(), id);
      return verify({ bundle, id, policy, now: Date.now() }).authenticity === 'authentic';
    },
  };
}
