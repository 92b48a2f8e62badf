import type { DomainPages } from '../domains.ts';

const page = () => import('./dashboard-page.ts').then((m) => m.DashboardPage);

/** Numbers of the province and of each domain: not a domain, they count the records of all. */
export const dashboardPages: DomainPages = {
  nav: [
    { path: '/dashboards', word: 'board.nav' },
    { path: '/operations', word: 'ops.nav', operator: true },
    { path: '/operations/audit', word: 'audit.nav', administers: true },
  ],
  routes: [
    { path: 'overview', loadComponent: page },
    { path: 'dashboards', loadComponent: () => import('./dashboards-page.ts').then((m) => m.DashboardsPage) },
    { path: 'dashboards/:slug', loadComponent: page },
    { path: 'dashboards/:slug/:measure', loadComponent: () => import('./measure-page.ts').then((m) => m.MeasurePage) },
    {
      path: 'operations',
      loadComponent: () => import('../operations/operations-page.ts').then((m) => m.OperationsPage),
    },
    {
      path: 'operations/audit',
      loadComponent: () => import('../operations/audit-page.ts').then((m) => m.AuditPage),
    },
  ],
  recordPaths: {},
};
