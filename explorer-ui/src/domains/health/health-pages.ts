import type { DomainPages } from '../../domains.ts';

export const healthPages: DomainPages = {
  nav: [
    { path: '/health/mine', word: 'health.nav.mine', roles: ['holder'] },
    { path: '/health/facility', word: 'health.nav.facility', roles: ['clinic'] },
    { path: '/health/break-glass', word: 'health.nav.review', roles: ['registrar'], msp: 'HealthMSP' },
  ],
  routes: [
    { path: 'health/mine', loadComponent: () => import('./my-health-page.ts').then((m) => m.MyHealthPage) },
    { path: 'health/facility', loadComponent: () => import('./facility-page.ts').then((m) => m.FacilityPage) },
    { path: 'health/break-glass', loadComponent: () => import('./review-page.ts').then((m) => m.ReviewPage) },
  ],
  recordPaths: {},
};
