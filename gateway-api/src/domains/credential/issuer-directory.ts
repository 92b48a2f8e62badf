import type { Bundle } from '@daunguon/proof';
import { Router } from 'express';
import type { IndexStore, StoredDoc } from '../../index-store/index-store.ts';
import type { RecordProofs } from '../../log/record-proofs.ts';

/** Every issuer key and the unit that it belongs to, each with its own proof: whoever keeps it needs nobody's word for a key. */
export interface IssuerDirectory {
  readonly directory: 'daunguon-issuers/1';
  readonly bundles: readonly Bundle[];
}

const readyForMs = 60_000;

async function keysOf(store: IndexStore): Promise<StoredDoc[]> {
  const keys: StoredDoc[] = [];
  let after: string | undefined;
  do {
    const query = { equals: { type: 'credential/issuer-key' }, limit: 1000 };
    const page = await store.find('records', { ...query, ...(after === undefined ? {} : { after }) });
    keys.push(...page.docs);
    after = page.next;
  } while (after !== undefined);
  return keys;
}

/** `GET /api/credential/directory`: made anew once a minute at most. */
export function issuerDirectoryRoutes(
  store: IndexStore,
  proofs: Pick<RecordProofs, 'bundle'>,
  now: () => number,
): Router {
  let made: { at: number; keys: string; directory: Promise<IssuerDirectory> } | undefined;
  const make = async (keys: readonly StoredDoc[]): Promise<IssuerDirectory> => {
    const ids = [...new Set(keys.flatMap((key) => [key._id, String(key['owner'])]))];
    const bundles: Bundle[] = [];
    for (const id of ids) bundles.push(await proofs.bundle(id));
    return { directory: 'daunguon-issuers/1', bundles };
  };
  const router = Router();
  router.get('/api/credential/directory', async (_request, response) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=60' });
    const keys = await keysOf(store);
    const newest = keys.map((key) => `${key._id} ${String(key['status'])}`).join('\n');
    if (made === undefined || made.keys !== newest || now() - made.at > readyForMs) {
      made = { at: now(), keys: newest, directory: make(keys) };
      made.directory.catch(() => (made = undefined));
    }
    response.json(await made.directory);
  });
  return router;
}
