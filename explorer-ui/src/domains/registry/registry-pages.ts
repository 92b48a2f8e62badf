import { unitRoles } from '@daunguon/records';
import type { DomainPages } from '../../domains.ts';
import { keepsFarms } from './keeps-farms.ts';

/** Units, their accreditations and their people; organisations, builds and delegations have the generic pages. */
export const registryPages: DomainPages = {
  nav: [
    { path: '/registry/units', word: 'nav.units', roles: ['registrar', 'admin'] },
    { path: '/registry/members', word: 'nav.members', roles: unitRoles.filter(keepsFarms) },
    { path: '/registry/members', word: 'nav.people', roles: unitRoles.filter((role) => !keepsFarms(role)) },
  ],
  routes: [
    { path: 'registry/units', loadComponent: () => import('./units-page.ts').then((m) => m.UnitsPage) },
    { path: 'registry/units/new', loadComponent: () => import('./unit-form-page.ts').then((m) => m.UnitFormPage) },
    { path: 'registry/units/:id', loadComponent: () => import('./unit-page.ts').then((m) => m.UnitPage) },
    { path: 'registry/members', loadComponent: () => import('./members-page.ts').then((m) => m.MembersPage) },
  ],
  recordPaths: { 'registry/unit': '/registry/units' },
};
