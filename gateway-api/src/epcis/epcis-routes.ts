import { Router } from 'express';
import { captureRoutes, type CaptureDeps } from './capture-routes.ts';
import { epcisHeaders } from './epcis-headers.ts';
import { namedQueryRoutes } from './named-query-routes.ts';
import { queryRoutes, type QueryDeps } from './query-routes.ts';

/** The EPCIS 2.0 REST bindings, under `/epcis`. */
export const epcisRoutes = (deps: CaptureDeps & QueryDeps): Router => {
  const routes = Router();
  routes.use('/epcis', epcisHeaders);
  return routes.use(captureRoutes(deps), namedQueryRoutes(deps), queryRoutes(deps));
};
