import type { DomainPages } from '../../domains.ts';
import { keepScannedClaim } from './printed-claim.ts';

export const healthPages: DomainPages = {
  nav: [
    { path: '/health/mine', word: 'health.nav.mine', roles: ['holder'] },
    { path: '/health/facility', word: 'health.nav.facility', roles: ['clinic'] },
    { path: '/health/break-glass', word: 'health.nav.review', roles: ['registrar'], msp: 'HealthMSP' },
  ],
  routes: [
    {
      path: 'health/mine',
      canActivate: [keepScannedClaim],
      loadComponent: () => import('./my-health-page.ts').then((m) => m.MyHealthPage),
    },
    { path: 'health/facility', loadComponent: () => import('./facility-page.ts').then((m) => m.FacilityPage) },
    { path: 'health/break-glass', loadComponent: () => import('./review-page.ts').then((m) => m.ReviewPage) },
  ],
  recordPaths: {},
};
