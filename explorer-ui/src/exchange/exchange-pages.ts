import type { DomainPages } from '../domains.ts';

/** The exchange with the province's systems: not a domain, it has no records of its own. */
export const exchangePages: DomainPages = {
  nav: [
    { path: '/exchange/imports', word: 'exchange.nav.imports', roles: ['farmer', 'packer', 'issuer', 'clinic'] },
    { path: '/exchange/imports', word: 'exchange.nav.imports', roles: ['registrar'], msp: 'AgriMSP' },
    { path: '/exchange/partners', word: 'exchange.nav.partners', administers: true },
    { path: '/exchange/dead-letters', word: 'exchange.nav.dead-letters', administers: true },
    { path: '/exchange/open-data', word: 'exchange.nav.open-data', administers: true },
    { path: '/exchange/open-data', word: 'exchange.nav.open-data', operator: true, roles: ['issuer'] },
  ],
  routes: [
    { path: 'exchange/open-data', loadComponent: () => import('./open-data-page.ts').then((m) => m.OpenDataPage) },
    { path: 'exchange/imports', loadComponent: () => import('./imports-page.ts').then((m) => m.ImportsPage) },
    { path: 'exchange/partners', loadComponent: () => import('./partners-page.ts').then((m) => m.PartnersPage) },
    {
      path: 'exchange/partners/:id',
      loadComponent: () => import('./partner-log-page.ts').then((m) => m.PartnerLogPage),
    },
    {
      path: 'exchange/dead-letters',
      loadComponent: () => import('./dead-letters-page.ts').then((m) => m.DeadLettersPage),
    },
  ],
  recordPaths: {},
};
