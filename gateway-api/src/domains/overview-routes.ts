import { Router } from 'express';
import type { Deps } from '../deps.ts';
import type { StoredDoc } from '../index-store/index-store.ts';

/** `GET /api/overview`: how many records of each type each commune has, from the counters of the index; the commune is empty where a type has none. */
export function overviewRoutes({ store, authenticate }: Pick<Deps, 'store' | 'authenticate'>): Router {
  const router = Router();
  router.get('/api/overview', async (request, response) => {
    await authenticate(request);
    const docs: StoredDoc[] = [];
    let after: string | undefined;
    do {
      const page = await store.find('counts', { limit: 1000, ...(after === undefined ? {} : { after }) });
      docs.push(...page.docs);
      after = page.next;
    } while (after !== undefined);
    response.json({ items: docs.map(({ type, commune, records }) => ({ type, commune, records })) });
  });
  return router;
}
