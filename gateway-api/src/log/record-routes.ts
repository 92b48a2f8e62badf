import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { isId, type Bundle } from '@daunguon/proof';
import { aliasId, gtinSchema, lotSchema } from '@daunguon/records';
import { Router, type Request, type Response } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { NewerHead, type BundleWish } from './bundle-of.ts';
import type { RecordProofs } from './record-proofs.ts';

const zip = promisify(gzip);

function wishOf({ query }: Request): BundleWish {
  const from = query['from'] === undefined ? 0 : Number(query['from']);
  if (!Number.isSafeInteger(from) || from < 0) throw new HttpProblem('http/invalid-query', 'from');
  const serial = query['serial'];
  return {
    from,
    history: query['history'] === '1',
    dates: query['dates'] === '1',
    ...(typeof serial === 'string' ? { serial } : {}),
  };
}

async function send(request: Request, response: Response, status: number, answer: object): Promise<void> {
  const text = Buffer.from(JSON.stringify(answer));
  response.status(status).type('json').vary('Accept-Encoding');
  if (request.acceptsEncodings('gzip') === 'gzip') response.set('Content-Encoding', 'gzip').send(await zip(text));
  else response.send(text);
}

/** 200 with the record's proof, 404 with the proof of its absence, 409 with the head where the reader's is newer. */
async function answer(
  request: Request,
  response: Response,
  bundle: (wish: BundleWish) => Promise<Bundle>,
): Promise<void> {
  response.set('Access-Control-Allow-Origin', '*').set('Cache-Control', 'no-cache');
  try {
    const found = await bundle(wishOf(request));
    await send(request, response, found.record === null ? 404 : 200, found);
  } catch (error) {
    if (!(error instanceof NewerHead)) throw error;
    await send(request, response, 409, { size: error.size });
  }
}

/** `GET /r/<id>?from=&history=1&dates=1` and `GET /r/01/<GTIN>/10/<lot>?serial=`: proof bundles (docs/proof-format.md §6). */
export function recordRoutes(proofs: Pick<RecordProofs, 'bundle' | 'aliasBundle'>): Router {
  const router = Router();
  router.get('/r/:id', async (request, response) => {
    const id = request.params.id.toUpperCase();
    if (!isId(id)) {
      response.set('Access-Control-Allow-Origin', '*');
      throw new HttpProblem('http/record-not-found');
    }
    await answer(request, response, (wish) => proofs.bundle(id, wish));
  });
  router.get('/r/01/:gtin/10/:lot', async (request, response) => {
    const gtin = gtinSchema.safeParse(request.params.gtin.padStart(14, '0'));
    const lot = lotSchema.safeParse(request.params.lot);
    if (!gtin.success || !lot.success) {
      response.set('Access-Control-Allow-Origin', '*');
      throw new HttpProblem('http/record-not-found');
    }
    await answer(request, response, (wish) => proofs.aliasBundle(aliasId(gtin.data, lot.data), wish));
  });
  return router;
}
