import type { Route } from '@angular/router';
import type { DomainPages } from '../../domains.ts';

const carbonRoles = ['project-owner', 'verifier', 'authority', 'auditor'];
const deciding = ['verifier', 'authority', 'auditor'];

/** Path below /carbon and below /api/carbon -> record type. */
const lists = {
  projects: 'carbon/project',
  plots: 'carbon/plot',
  monitoring: 'carbon/monitoring',
  issuances: 'carbon/issuance',
  blocks: 'carbon/block',
  retirements: 'carbon/retirement',
  reversals: 'carbon/reversal',
  inventories: 'carbon/inventory',
  offers: 'carbon/offer',
} as const;
const paths = Object.entries(lists);

const routesOf = ([list, type]: readonly [string, string]): Route[] => {
  const data = { type, path: `/api/carbon/${list}` };
  return [
    { path: `carbon/${list}`, data, loadComponent: () => import('./records-page.ts').then((m) => m.CarbonRecordsPage) },
    {
      path: `carbon/${list}/:id`,
      data,
      loadComponent: () => import('./record-page.ts').then((m) => m.CarbonRecordPage),
    },
  ];
};

export const carbonPages: DomainPages = {
  nav: [
    { path: '/carbon', word: 'carbon.nav.numbers', roles: carbonRoles },
    { path: '/carbon/projects', word: 'carbon.nav.projects', roles: carbonRoles },
    { path: '/carbon/monitoring', word: 'carbon.nav.monitoring', roles: carbonRoles },
    { path: '/carbon/blocks', word: 'carbon.nav.blocks', roles: carbonRoles },
    { path: '/carbon/retirements', word: 'carbon.nav.retirements', roles: carbonRoles },
    { path: '/carbon/double-claims', word: 'carbon.nav.claims', roles: deciding },
    { path: '/carbon/inventories', word: 'carbon.nav.inventories', roles: carbonRoles },
    { path: '/carbon/national-codes', word: 'carbon.nav.national', roles: ['authority'] },
    { path: '/carbon/cad-trust', word: 'carbon.nav.cad', roles: carbonRoles },
    { path: '/carbon/offers', word: 'carbon.nav.offers', roles: ['project-owner', 'authority', 'auditor'] },
  ],
  routes: [
    { path: 'carbon', pathMatch: 'full', loadComponent: () => import('./numbers-page.ts').then((m) => m.NumbersPage) },
    { path: 'carbon/double-claims', loadComponent: () => import('./claims-page.ts').then((m) => m.ClaimsPage) },
    { path: 'carbon/national-codes', loadComponent: () => import('./national-page.ts').then((m) => m.NationalPage) },
    { path: 'carbon/cad-trust', loadComponent: () => import('./cad-page.ts').then((m) => m.CadPage) },
    ...paths.flatMap(routesOf),
  ],
  recordPaths: Object.fromEntries(paths.map(([list, type]) => [type, `/carbon/${list}`])),
};
