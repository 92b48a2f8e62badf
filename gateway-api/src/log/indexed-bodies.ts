import { mapKey, parseLeaf, type Bundle, type BundleBody, type Json, type RecordLeaf } from '@daunguon/proof';
import type { IndexStore, StoredDoc } from '../index-store/index-store.ts';
import { revocationOfSigner } from '../index-store/signer-revocations.ts';
import { bodyKey, versionId } from '../index-store/version-keys.ts';
import type { BodyOf } from './log-routes.ts';
import type { SealedStore } from '../vault/sealed-store.ts';
import { sha256, type LogStore } from './log-store.ts';

type Version = { readonly body?: Json; readonly salt?: string; readonly commitment?: string } | undefined;
const stateIn = (doc: StoredDoc | undefined): Version => doc?.['state'] as Version;

const bodyIn = (state: Version): BundleBody | undefined =>
  state?.body === undefined || state.salt === undefined ? undefined : { body: state.body, salt: state.salt };

/** What bundles take from the index (bodies with their salts, in which block a version was written) and from the sealed store. */
export function indexedBodies(index: IndexStore, log: LogStore, sealed?: Pick<SealedStore, 'get'>) {
  return {
    async bodyOf(
      { kind, n, commitment }: RecordLeaf,
      id: string,
    ): Promise<(BundleBody & Pick<Bundle, 'sealed'>) | undefined> {
      if (kind === 'fields/1' && commitment !== null) {
        const contents = sealed?.get(commitment);
        return contents === undefined ? undefined : { sealed: contents as unknown as Json };
      }
      if (kind !== 'record/1') return undefined;
      const state = stateIn(await index.get('versions', versionId(id, n)));
      return state?.commitment === commitment ? bodyIn(state) : undefined;
    },
    async indexOf(id: string, version: number): Promise<number | undefined> {
      const doc = await index.get('versions', versionId(id, version));
      const block = doc?.['blockNumber'];
      return typeof block === 'number' ? leafInBlock(log, block, id, version) : undefined;
    },
  };
}

/**
 * The gateway's word about a record, proven by nothing: who endorsed its newest version, in which transaction, and whether the key that signed it
 * was revoked since. The ledger took it before that, or it would not be there.
 */
export async function statedOf(index: IndexStore, id: string): Promise<Json> {
  const doc = await index.get('records', id);
  if (doc === undefined) return null;
  const txId = String(doc['txId']);
  const revoked = await revocationOfSigner(index, txId);
  return {
    ...{ endorsers: (doc['endorsers'] ?? []) as Json, txId },
    ...(revoked === undefined ? {} : { signerRevoked: { ...revoked } }),
  };
}

/** The leaf of this version among those of its block; undefined before the log has taken the block in. */
function leafInBlock(log: LogStore, block: number, id: string, version: number): number | undefined {
  const end = log.mark(block)?.size;
  if (end === undefined) return undefined;
  const key = Buffer.from(mapKey(id, sha256)).toString('hex');
  let index = log.mark(block - 1)?.size ?? 0;
  for (const bytes of log.leaves(index, end)) {
    // Looking for the key is quicker than parsing hundreds of leaves.
    if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(key)) {
      const leaf = parseLeaf(bytes);
      if (leaf.leaf === 'record/1' && leaf.key === key && leaf.n === version) return index;
    }
    index += 1;
  }
  return undefined;
}

/** Bodies by commitment, for mirrors. */
export const bodyByCommitment =
  (index: IndexStore): BodyOf =>
  async (commitment) => {
    const { docs } = await index.find('versions', { equals: { bodyKey: bodyKey(commitment) } });
    const state = docs.map(stateIn).find((version) => version?.commitment === commitment);
    const { body, salt } = bodyIn(state) ?? {};
    return body === undefined || salt === undefined ? undefined : { body, salt };
  };
