import { Router } from 'express';
import type { AppDeps } from './app.ts';
import { dashboardRoutes } from './dashboards/dashboard-routes.ts';
import { tileRoutes } from './dashboards/tile-routes.ts';
import { explorerRoutes } from './explorer/explorer-routes.ts';
import { statusRoutes } from './operations/status-routes.ts';

/** What reads the ledger and its counters for everybody: explorer, dashboards, tiles, operations. */
export function numbersRoutes(deps: AppDeps): Router {
  const router = Router();
  const counted = { ...deps, now: Date.now };
  router.use(explorerRoutes({ ...deps, serials: deps.serials.serials }));
  router.use(dashboardRoutes(counted));
  router.use(tileRoutes({ ...counted, explorerUrl: deps.config.explorerUrl }));
  router.use(statusRoutes({ ...deps, ...deps.watches }));
  return router;
}
