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
  /** The record's own bundle, if it verifies against the trust policy as any reader's would. */
  proven(id: string): Promise<Bundle | undefined>;
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
  /** Members that a scanned serial adds: its proofs, and what the gateway states of it. */
  ofSerial?(bundle: Bundle, serial: string): Pick<Bundle, 'serials' | 'stated'>;
}

/** How long a bundle waits for the index to have the body of what the log proves. */
const indexWaitMs = 2000;

export function recordProofs({ log, index, indexed, sealed, extras, ofSerial }: Deps): RecordProofs {
  const { bodyOf, indexOf } = indexedBodies(index, log.store, sealed);
  const source = (): BundleSource => {
    const head = log.head();
    if (head === undefined) throw new HttpProblem('log/not-published', '', { 'Retry-After': '2' });
    return {
      ...{ log: log.store, map: log.map(), head, kept: log, indexOf },
      renewed: source,
      ...(extras === undefined ? {} : { extras }),
      async bodyOf(leaf, id) {
        await indexed(leaf.block, indexWaitMs);
        return bodyOf(leaf, id);
      },
    };
  };
  const proven = async (id: string): Promise<Bundle | undefined> => {
    const policy = log.policy();
    if (policy === undefined || log.head() === undefined) return undefined;
    const bundle = await bundleOf(source(), id);
    return verify({ bundle, id, policy, now: Date.now() }).authenticity === 'authentic' ? bundle : undefined;
  };
  return {
    bundle: async (id, wish) => bundleOf(source(), id, wish),
    async aliasBundle(id, wish) {
      const bundle = await aliasBundleOf(source(), id, wish);
      return wish?.serial === undefined ? bundle : { ...bundle, ...ofSerial?.(bundle, wish.serial) };
    },
    proven,
    verified: async (id) => (await proven(id)) !== undefined,
  };
}
