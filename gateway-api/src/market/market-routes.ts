import { createHash } from 'node:crypto';
import { parseCommand } from '@daunguon/records';
import { raw, Router, type Request, type RequestHandler } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { parseJson } from '../http/parse-json.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import { marketLot, marketLotSchema, marketLotsSchema, type MarketLot, type MarketPlaces } from './market-lots.ts';
import type { RateLimit } from './rate-limit.ts';

export interface MarketDeps extends MarketPlaces {
  readonly store: IndexStore;
  readonly limit: RateLimit;
  /** SHA-256 of the keys of marketplaces, hexadecimal. */
  readonly keys: readonly string[];
}

/** Lots a minute: for anybody by address, for a marketplace by its key. */
const perMinute = { anonymous: 60, keyed: 6000 };

/** Who asks, and how much they may ask; a key that is not known is no key. */
const askerOf = (request: Request, keys: readonly string[]): { who: string; turns: number } => {
  const digest = createHash('sha256')
    .update(request.get('x-api-key') ?? '')
    .digest('hex');
  return keys.includes(digest)
    ? { who: digest, turns: perMinute.keyed }
    : { who: request.ip ?? '', turns: perMinute.anonymous };
};

const open: RequestHandler = (_request, response, next) => {
  response.set('Access-Control-Allow-Origin', '*').set('Cache-Control', 'no-store');
  // A browser asks before it sends JSON or a key.
  response.set('Access-Control-Allow-Headers', 'Content-Type, X-Api-Key');
  next();
};

/** @throws HttpProblem that names the field which could not be read */
const questionIn = (body: unknown): unknown => {
  try {
    return parseJson(body instanceof Uint8Array ? body : new Uint8Array());
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    const errors = [{ pointer: '/lots', code: error.code, detail: error.message }];
    throw new HttpProblem('market/bad-question', error.subject, {}, { errors });
  }
};

/** A marketplace asks what stands against a seller's lot. */
export function marketRoutes(deps: MarketDeps): Router {
  const router = Router();
  const answer = async (request: Request, lots: readonly MarketLot[]) => {
    const { who, turns } = askerOf(request, deps.keys);
    const wait = deps.limit.take(who, lots.length, turns);
    if (wait > 0) throw new HttpProblem('market/too-many', '', { 'Retry-After': String(wait) });
    const items = await Promise.all(lots.map((lot) => marketLot(deps.store, lot, deps)));
    return { statedBy: 'gateway' as const, items };
  };
  router.use('/api/origin/market', open);
  router.get('/api/origin/market/lots', async (request, response) => {
    response.json(await answer(request, [parseCommand(marketLotSchema, request.query)]));
  });
  router.post('/api/origin/market/lots', raw({ type: () => true, limit: '32kb' }), async (request, response) => {
    const { lots } = parseCommand(marketLotsSchema, questionIn(request.body));
    response.json(await answer(request, lots));
  });
  return router;
}
