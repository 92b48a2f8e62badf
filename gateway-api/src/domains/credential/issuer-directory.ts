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

/** Whether the bundle's head covers what the index says of the record. */
const covers = ({ record }: Bundle, status: unknown): boolean =>
  record !== null && (JSON.parse(record.leaf) as { status: string }).status === status;

/** `GET /api/credential/directory`: made anew when a key changed, and once a minute for a newer head. */
export function issuerDirectoryRoutes(
  store: IndexStore,
  proofs: Pick<RecordProofs, 'bundle'>,
  now: () => number,
): Router {
  let kept: { at: number; keys: string; directory: IssuerDirectory } | undefined;
  const make = async (keys: readonly StoredDoc[]): Promise<{ directory: IssuerDirectory; complete: boolean }> => {
    const ids = [...new Set(keys.flatMap((key) => [key._id, String(key['owner'])]))];
    const bundles: Bundle[] = [];
    for (const id of ids) bundles.push(await proofs.bundle(id));
    const byId = new Map(bundles.map((bundle) => [bundle.id, bundle]));
    const complete = keys.every((key) => covers(byId.get(key._id)!, key['status']));
    // A key that is younger than the head is left out: the proof that it is absent would call it a fake.
    const proven = bundles.filter(({ record }) => record !== null);
    return { directory: { directory: 'daunguon-issuers/1', bundles: proven }, complete };
  };
  const router = Router();
  router.get('/api/credential/directory', async (_request, response) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' });
    const docs = await keysOf(store);
    const keys = docs.map((key) => `${key._id} ${String(key['status'])}`).join('\n');
    const fresh = kept?.keys === keys && now() - kept.at < readyForMs;
    if (fresh && kept !== undefined) return void response.json(kept.directory);
    const { directory, complete } = await make(docs);
    kept = complete ? { at: now(), keys, directory } : undefined;
    response.json(directory);
  });
  return router;
}
