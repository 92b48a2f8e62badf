import { Router } from 'express';
import { isId } from '@daunguon/proof';
import type { Deps } from '../deps.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { Query } from '../index-store/index-store.ts';
import { decodeCursor } from '../index-store/page-cursor.ts';
import { genealogyOf } from './origin/genealogy.ts';
import { publicRecord, stateIn } from './record-reads.ts';

const filters = ['status', 'owner', 'commune', 'unit', 'batch', 'subject', 'transitTo'] as const;
const notFound = (): HttpProblem => new HttpProblem('http/record-not-found');

const cursorOf = (after: string): string => {
  try {
    decodeCursor(after);
    return after;
  } catch {
    throw new HttpProblem('http/invalid-query', 'after');
  }
};

/** `?limit=&after=&text=` and equality filters of a list. */
export function listQuery(type: string, query: Readonly<Record<string, unknown>>): Query {
  const equals: Record<string, string> = { type };
  for (const name of filters) if (typeof query[name] === 'string') equals[name] = query[name];
  const limit = query['limit'] === undefined ? 50 : Number(query['limit']);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw new HttpProblem('http/invalid-query', 'limit');
  return {
    equals,
    limit,
    ...(typeof query['after'] === 'string' ? { after: cursorOf(query['after']) } : {}),
    ...(typeof query['text'] === 'string'
      ? { prefix: { field: 'name', text: query['text'] } }
      : { sort: { field: 'ts', descending: true } }),
  };
}

/** Reads, all from the index: lists, one record with its history and family, and what the gateway tells beside a proof. */
export function readRoutes({ store, authenticate }: Deps, lists: Readonly<Record<string, string>>): Router {
  const router = Router();
  router.get('/r/:id/story', async (request, response) => {
    response.set('Access-Control-Allow-Origin', '*').set('Cache-Control', 'no-cache');
    const id = request.params.id.toUpperCase();
    const found = isId(id) ? await publicRecord(store, id) : undefined;
    if (found === undefined) throw notFound();
    response.json(found);
  });
  for (const [path, type] of Object.entries(lists)) {
    router.get(path, async (request, response) => {
      await authenticate(request);
      const { docs, next } = await store.find('records', listQuery(type, request.query));
      response.json({ items: docs.map(stateIn), ...(next === undefined ? {} : { next }) });
    });
    router.get(`${path}/:id`, async (request, response) => {
      await authenticate(request);
      const found = await publicRecord(store, request.params.id);
      if (found?.record.type !== type) throw notFound();
      const id = found.record.id;
      const history = await store.find('versions', { equals: { record: id }, sort: { field: 'version' }, limit: 1000 });
      const genealogy = await genealogyOf(store, found.record);
      response.json({
        ...found,
        history: history.docs.map((doc) => ({
          txId: doc['txId'],
          blockNumber: doc['blockNumber'],
          state: stateIn(doc),
        })),
        ...(genealogy === undefined ? {} : { genealogy }),
      });
    });
  }
  return router;
}
