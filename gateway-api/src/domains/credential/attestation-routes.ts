import { isId } from '@daunguon/proof';
import { Router } from 'express';
import { z } from 'zod';
import { HttpProblem } from '../../http/http-problem.ts';
import type { IndexStore } from '../../index-store/index-store.ts';
import { attestedAbout, attestedByDigest, attestedSchema } from './attested-files.ts';

export const attestationsSchema = z.strictObject({ items: z.array(attestedSchema), statedBy: z.literal('gateway') });

/** Who stands for a file, and which files belong to a record. The gateway's word leads to records that prove it. */
export function attestationRoutes(store: IndexStore): Router {
  const router = Router();
  router.get('/api/attestations/by-digest/:digest', async (request, response) => {
    const digest = request.params.digest.toLowerCase();
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' });
    if (!/^[0-9a-f]{64}$/.test(digest)) throw new HttpProblem('http/invalid-query', 'digest');
    response.json({ items: await attestedByDigest(store, digest), statedBy: 'gateway' });
  });
  router.get('/api/attestations/about/:id', async (request, response) => {
    const id = request.params.id.toUpperCase();
    response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' });
    if (!isId(id)) throw new HttpProblem('http/record-not-found');
    response.json({ items: await attestedAbout(store, id), statedBy: 'gateway' });
  });
  return router;
}
