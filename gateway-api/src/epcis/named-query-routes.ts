import express, { Router } from 'express';
import { isObject, type JsonObject, type Parameters } from '@daunguon/formats/epcis';
import { HttpProblem } from '../http/http-problem.ts';
import { parseJson } from '../http/parse-json.ts';
import { signedIn } from './epcis-reader.ts';
import { queryAnswers, readQuery, type QueryDeps } from './query-routes.ts';

const names = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,99}$/;

/** `@context` of a query and its parameters. */
const partsOf = (query: JsonObject): { context: JsonObject[]; parameters: Parameters } => {
  const { '@context': context, ...parameters } = query;
  const list = Array.isArray(context) ? (context as unknown[]) : [context];
  return { context: list.filter(isObject), parameters: parameters as Parameters };
};

/** Queries with a name (EPCIS 2.0, section 8.2.5). Subscriptions are not offered, and said to be so. */
export function namedQueryRoutes(deps: QueryDeps): Router {
  const router = Router();
  const { page } = queryAnswers(deps);
  const { events } = deps;
  const known = (name: string) => {
    const found = events.query(name);
    if (found === undefined) throw new HttpProblem('epcis/not-found', name);
    return found;
  };

  router.get('/epcis/queries', (_request, response) => {
    response.json(events.queries());
  });
  router.post('/epcis/queries', express.raw({ type: () => true, limit: '64kb' }), async (request, response) => {
    const { identity } = await signedIn(deps, request);
    const body = parseJson(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    if (!isObject(body) || !isObject(body['query'])) throw new HttpProblem('epcis/invalid-query', 'query');
    const name = String(body['name']);
    if (!names.test(name)) throw new HttpProblem('epcis/invalid-query', 'name');
    const { context, parameters } = partsOf(body['query']);
    readQuery(parameters, context);
    if (!events.addQuery(name, identity.unit, body['query'], new Date().toISOString())) {
      throw new HttpProblem('epcis/query-exists', name);
    }
    response.status(201).location(`/epcis/queries/${name}`).json({ name, query: body['query'] });
  });
  router.get('/epcis/queries/:name', (request, response) => {
    response.json({ name: request.params.name, query: known(request.params.name).query });
  });
  router.delete('/epcis/queries/:name', async (request, response) => {
    const { identity } = await signedIn(deps, request);
    if (known(request.params.name).unit !== identity.unit) throw new HttpProblem('epcis/query-of-other-unit');
    events.removeQuery(request.params.name);
    response.status(204).end();
  });
  router.get('/epcis/queries/:name/events', async (request, response) => {
    const { context, parameters } = partsOf(known(request.params.name).query);
    await page(request, response, readQuery(parameters, context), request.params.name);
  });
  for (const method of ['get', 'post'] as const) {
    router[method]('/epcis/queries/:name/subscriptions', () => {
      throw new HttpProblem('epcis/not-implemented', 'subscriptions');
    });
  }
  return router;
}
