import type { DomainPages } from '../../domains.ts';

const items = () => import('./items-page.ts').then((m) => m.ItemsPage);
const itemForm = () => import('./item-form-page.ts').then((m) => m.ItemFormPage);
const routeForm = () => import('./route-form-page.ts').then((m) => m.RouteFormPage);
const culture = { roles: ['registrar'], msp: 'CultureMSP' } as const;

export const heritagePages: DomainPages = {
  nav: [
    { path: '/heritage/mine', word: 'heritage.nav.mine', roles: ['steward'] },
    { path: '/heritage/items', word: 'heritage.nav.all', ...culture },
    { path: '/heritage/restricted', word: 'heritage.nav.restricted', roles: ['steward'] },
    { path: '/heritage/routes', word: 'heritage.nav.routes', roles: ['steward'] },
  ],
  routes: [
    { path: 'heritage/mine', loadComponent: items, data: { scope: 'mine' } },
    { path: 'heritage/items', loadComponent: items, data: { scope: 'all' } },
    { path: 'heritage/items/new', loadComponent: itemForm },
    { path: 'heritage/items/:id/edit', loadComponent: itemForm },
    { path: 'heritage/items/:id', loadComponent: () => import('./item-page.ts').then((m) => m.ItemPage) },
    { path: 'heritage/restricted', loadComponent: () => import('./restricted-page.ts').then((m) => m.RestrictedPage) },
    { path: 'heritage/routes', loadComponent: () => import('./routes-page.ts').then((m) => m.RoutesPage) },
    { path: 'heritage/routes/new', loadComponent: routeForm },
    { path: 'heritage/routes/:id/edit', loadComponent: routeForm },
  ],
  recordPaths: { 'heritage/item': '/heritage/items' },
};
