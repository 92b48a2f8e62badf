import type { DomainPages } from '../../domains.ts';

const producers = ['farmer', 'packer'];
/** OCOP belongs to the agriculture department. */
const department = { roles: ['registrar'], msp: 'AgriMSP' } as const;
const products = () => import('./products-page.ts').then((m) => m.ProductsPage);

export const ocopPages: DomainPages = {
  nav: [
    { path: '/ocop/mine', word: 'ocop.nav.mine', roles: producers },
    { path: '/ocop/inbox', word: 'ocop.nav.inbox', roles: ['commune'] },
    { path: '/ocop/products', word: 'ocop.nav.all', ...department },
    { path: '/ocop/products', word: 'ocop.nav.all', roles: ['inspector'] },
    { path: '/ocop/councils', word: 'ocop.nav.councils', ...department },
    { path: '/ocop/councils', word: 'ocop.nav.councils', roles: ['council'] },
    { path: '/ocop/expiring', word: 'ocop.nav.expiring', ...department },
    { path: '/ocop/expiring', word: 'ocop.nav.expiring', roles: producers },
    { path: '/ocop/rules', word: 'ocop.nav.rules', ...department },
  ],
  routes: [
    { path: 'ocop/mine', loadComponent: products, data: { scope: 'mine' } },
    { path: 'ocop/inbox', loadComponent: products, data: { scope: 'inbox' } },
    { path: 'ocop/products', loadComponent: products, data: { scope: 'all' } },
    { path: 'ocop/products/:id', loadComponent: () => import('./product-page.ts').then((m) => m.ProductPage) },
    { path: 'ocop/dossier', loadComponent: () => import('./dossier-page.ts').then((m) => m.DossierPage) },
    { path: 'ocop/dossier/:id', loadComponent: () => import('./dossier-page.ts').then((m) => m.DossierPage) },
    { path: 'ocop/councils', loadComponent: () => import('./councils-page.ts').then((m) => m.CouncilsPage) },
    { path: 'ocop/councils/:id', loadComponent: () => import('./council-page.ts').then((m) => m.CouncilPage) },
    { path: 'ocop/expiring', loadComponent: () => import('./expiring-page.ts').then((m) => m.ExpiringPage) },
    { path: 'ocop/rules', loadComponent: () => import('./rules-page.ts').then((m) => m.RulesPage) },
  ],
  recordPaths: { 'ocop/product': '/ocop/products', 'ocop/council': '/ocop/councils' },
};
