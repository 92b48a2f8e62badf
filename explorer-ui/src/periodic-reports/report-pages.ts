import type { DomainPages } from '../domains.ts';

/** Who writes them, and who may stand for a file in a unit’s name (`attestingRoles`). */
const officials = ['registrar', 'admin', 'issuer', 'inspector', 'council', 'commune', 'clinic'];

/** Periodic reports of the departments: not a domain, they hold no record of their own. */
export const reportPages: DomainPages = {
  nav: [{ path: '/periodic-reports', word: 'reports.nav', roles: officials }],
  routes: [
    { path: 'periodic-reports', loadComponent: () => import('./reports-page.ts').then((m) => m.ReportsPage) },
    {
      path: 'periodic-reports/:task/:period',
      loadComponent: () => import('./report-page.ts').then((m) => m.ReportPage),
    },
    {
      path: 'periodic-reports/:task/:period/:figure',
      loadComponent: () => import('./figure-page.ts').then((m) => m.FigurePage),
    },
  ],
  recordPaths: {},
};
