import { Router } from 'express';
import { accessRoutes } from './access-routes.ts';
import { claimDisputeRoutes } from './claim-dispute-routes.ts';
import { commitmentRoutes } from './commitment-routes.ts';
import { consentRoutes } from './consent-routes.ts';
import { emergencyRoutes } from './emergency-routes.ts';
import { erasureRoutes } from './erasure-routes.ts';
import { exchangeRoutes } from './exchange-routes.ts';
import type { HealthDeps } from './health-deps.ts';
import { patientRoutes } from './patient-routes.ts';

/** All routes of `health` that are neither commands nor lists. */
export function healthRouter(deps: HealthDeps): Router {
  return Router().use(
    commitmentRoutes(deps),
    patientRoutes(deps),
    claimDisputeRoutes(deps),
    consentRoutes(deps),
    exchangeRoutes(deps),
    emergencyRoutes(deps),
    accessRoutes(deps),
    erasureRoutes(deps),
  );
}
