import { mapKey } from '@daunguon/proof';
import express, { type Express } from 'express';
import { HttpProblem, sendProblem } from '../http/http-problem.ts';
import { pagePolicy, styleHashes } from '../http/page-policy.ts';
import { aliasBundleOf, bundleOf, type BundleSource } from '../log/bundle-of.ts';
import { logRoutes } from '../log/log-routes.ts';
import { sha256 } from '../log/log-store.ts';
import { recordRoutes } from '../log/record-routes.ts';
import type { MirrorLog } from './mirror-log.ts';
import { statusPage, type MirrorStatus } from './mirror-status.ts';

/** What bundles of a mirror are made from: only its own, checked copy. */
export function mirrorSource(log: MirrorLog): BundleSource {
  const head = log.head();
  if (head === undefined) throw new HttpProblem('log/not-published', '', { 'Retry-After': '2' });
  return {
    ...{ log: log.store, map: log.map, head, kept: log },
    bodyOf: ({ kind, commitment }) =>
      Promise.resolve(kind === 'record/1' && commitment !== null ? log.db.body(commitment) : undefined),
    indexOf: (id, version) => Promise.resolve(log.db.leafOf(mapKey(id, sha256), version)),
  };
}

/** The same addresses as a gateway: /r/…, /log/…; besides /status (page or JSON) and /healthz. */
export function mirrorApp(log: MirrorLog, status: () => MirrorStatus): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.set({ 'Access-Control-Allow-Origin': '*', 'X-Content-Type-Options': 'nosniff' });
    next();
  });
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/status', (request, response) => {
    response.set('Cache-Control', 'no-cache').vary('Accept');
    if (request.accepts('json', 'html') === 'html') {
      const page = statusPage(status());
      response.set('Content-Security-Policy', pagePolicy({ 'style-src': styleHashes(page) }));
      response.type('html').send(page);
    } else response.json(status());
  });
  app.use(
    recordRoutes({
      bundle: async (id, wish) => bundleOf(mirrorSource(log), id, wish),
      aliasBundle: async (id, wish) => aliasBundleOf(mirrorSource(log), id, wish),
    }),
  );
  app.use(
    logRoutes({ head: () => log.head(), covering: (size) => log.covering(size), store: log.store }, (commitment) =>
      Promise.resolve(log.db.body(commitment)),
    ),
  );
  app.use(() => {
    throw new HttpProblem('http/not-found');
  });
  app.use(sendProblem);
  return app;
}
