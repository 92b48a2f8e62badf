import { Router } from 'express';
import { importListRoutes, type ToldResults } from '../import-list-routes.ts';
import { importRoutes, type ImportDeps } from '../import-routes.ts';
import type { ImportTarget } from './import-targets.ts';
import { mappingJsonSchema } from './mapping-file.ts';
import { keptMappings } from './mappings.ts';

export const mappedPath = (target: ImportTarget): string => `/api/exchange/imports/${target}`;

export const targetRoutes = <Row, Result>(
  target: ImportTarget,
  deps: ImportDeps<Row, Result>,
  told?: ToldResults<Result>,
): Router => Router().use(importListRoutes(mappedPath(target), deps, told), importRoutes(mappedPath(target), deps));

/** Imports from shared databases, and the mapping files that come with the product. They are no secret: who writes one needs an example. */
export function mappedRoutes(targets: readonly Router[]): Router {
  const router = Router();
  router.get('/api/exchange/import-mappings', (_request, response) => {
    response.json({ items: keptMappings.map(({ kept, mapping }) => ({ kept, mapping })) });
  });
  router.get('/api/exchange/import-mappings/schema', (_request, response) => {
    response.type('application/schema+json').send(JSON.stringify(mappingJsonSchema()));
  });
  for (const one of targets) router.use(one);
  return router;
}
