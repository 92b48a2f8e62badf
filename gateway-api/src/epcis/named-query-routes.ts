import express, { Router, type Request, type Response } from 'express';
import { isObject } from '@daunguon/formats/epcis';
import { carriesPartnerKey, type PartnerDoor } from '../exchange/partner-door.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { parseJson } from '../http/parse-json.ts';
import { signedIn } from './epcis-reader.ts';
import { ownerOfPartner, partsOf } from './named-query.ts';
import { queryAnswers, readQuery, type QueryDeps } from './query-routes.ts';

/** Every reader of the list is told of every query. */
const mostQueries = 20;
const names = /^[A-Za-z0-9][A-Za-z0-9._~-]{0,99}$/;

export interface NamedQueryDeps extends QueryDeps {
  readonly exchange: {
    readonly door: PartnerDoor;
    /** Ends all subscriptions to a query that is removed. */
    readonly endSubscriptionsTo: (query: string) => void;
  };
}

/** Queries with a name (EPCIS 2.0, section 8.2.5), made by somebody of a unit or by a sharing system. */
export function namedQueryRoutes(deps: NamedQueryDeps): Router {
  const router = Router();
  const { page } = queryAnswers(deps);
  const { events } = deps;
  const known = (name: string) => {
    const found = events.query(name);
    if (found === undefined) throw new HttpProblem('epcis/not-found', name);
    return found;
  };

  /** Unit or sharing system behind a request. */
  const ownerOf = async (request: Request, response: Response): Promise<string> => {
    if (!carriesPartnerKey(request)) return (await signedIn(deps, request)).identity.unit;
    const { partner, done } = deps.exchange.door(
      request,
      response,
      'epcis:subscribe',
      `${request.method} /epcis/queries`,
    );
    done(0);
    return ownerOfPartner(partner.id);
  };

  router.get('/epcis/queries', (_request, response) => {
    response.json(events.queries());
  });
  router.post('/epcis/queries', express.raw({ type: () => true, limit: '64kb' }), async (request, response) => {
    const owner = await ownerOf(request, response);
    const body = parseJson(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
    if (!isObject(body) || !isObject(body['query'])) throw new HttpProblem('epcis/invalid-query', 'query');
    const name = String(body['name']);
    if (!names.test(name)) throw new HttpProblem('epcis/invalid-query', 'name');
    const { context, parameters } = partsOf(body['query']);
    readQuery(parameters, context);
    if (events.queriesOf(owner).length >= mostQueries) throw new HttpProblem('epcis/too-many-queries');
    if (!events.addQuery(name, owner, body['query'], new Date().toISOString())) {
      throw new HttpProblem('epcis/query-exists', name);
    }
    response.status(201).location(`/epcis/queries/${name}`).json({ name, query: body['query'] });
  });
  router.get('/epcis/queries/:name', (request, response) => {
    response.json({ name: request.params.name, query: known(request.params.name).query });
  });
  router.delete('/epcis/queries/:name', async (request, response) => {
    const owner = await ownerOf(request, response);
    if (known(request.params.name).unit !== owner) throw new HttpProblem('epcis/query-of-other-unit');
    events.removeQuery(request.params.name);
    deps.exchange.endSubscriptionsTo(request.params.name);
    response.status(204).end();
  });
  router.get('/epcis/queries/:name/events', async (request, response) => {
    const { context, parameters } = partsOf(known(request.params.name).query);
    await page(request, response, readQuery(parameters, context), request.params.name);
  });
  return router;
}
