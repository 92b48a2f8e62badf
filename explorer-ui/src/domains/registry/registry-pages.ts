import type { DomainPages } from '../../domains.ts';

/** Units and their accreditations; organisations, builds and delegations have the generic pages. */
export const registryPages: DomainPages = {
  nav: [{ path: '/registry/units', word: 'nav.units', roles: ['registrar', 'admin'] }],
  routes: [
    { path: 'registry/units', loadComponent: () => import('./units-page.ts').then((m) => m.UnitsPage) },
    { path: 'registry/units/new', loadComponent: () => import('./unit-form-page.ts').then((m) => m.UnitFormPage) },
    { path: 'registry/units/:id', loadComponent: () => import('./unit-page.ts').then((m) => m.UnitPage) },
  ],
  recordPaths: { 'registry/unit': '/registry/units' },
};
