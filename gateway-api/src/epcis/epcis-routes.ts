import { Router, type RequestHandler } from 'express';
import { epcisOperations } from '../openapi/epcis-operations.ts';
import { captureRoutes, type CaptureDeps } from './capture-routes.ts';
import { allowed, epcisHeaders } from './epcis-headers.ts';
import { namedQueryRoutes, type NamedQueryDeps } from './named-query-routes.ts';
import { queryRoutes } from './query-routes.ts';
import { subscriptionRoutes, type SubscriptionDeps } from './subscription-routes.ts';

/** All methods of a path: the three routers below have a part of them each. */
const optionsOf = (path: string): RequestHandler => {
  const methods = epcisOperations.filter((operation) => operation.path === path).map(({ method }) => method);
  const names = [...methods, ...(methods.includes('get') ? ['head'] : []), 'options'].join(', ').toUpperCase();
  return (_request, response) =>
    void response
      .set({ Allow: names, ...allowed(names) })
      .status(204)
      .end();
};

/** The EPCIS 2.0 REST bindings, under `/epcis`. */
export const epcisRoutes = (deps: CaptureDeps & NamedQueryDeps & SubscriptionDeps): Router => {
  const routes = Router();
  routes.use('/epcis', epcisHeaders);
  for (const path of new Set(epcisOperations.map((operation) => operation.path))) routes.options(path, optionsOf(path));
  return routes.use(captureRoutes(deps), namedQueryRoutes(deps), subscriptionRoutes(deps), queryRoutes(deps));
};
