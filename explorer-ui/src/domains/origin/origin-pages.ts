import type { DomainPages, NavItem } from '../../domains.ts';
import { lotRoutes, masterDataRoutes } from './origin-routes.ts';
import { tradeNav, tradeRecordPaths, tradeRoutes } from './trade-pages.ts';

const harvesters = ['farmer', 'packer'];
const traders = ['farmer', 'packer', 'carrier', 'retailer'];
/** Whose records lie on growing areas: communes' products, plots of carbon projects. */
const ofPlaces = ['commune', 'project-owner', 'verifier', 'authority', 'auditor'];

/** For inspectors, some others, and of the registrars those of the department that keeps the data. */
const kept = (item: Pick<NavItem, 'path' | 'word'>, others: readonly string[] = []): readonly NavItem[] => [
  { ...item, roles: ['inspector', ...others] },
  { ...item, roles: ['registrar', 'admin'], msp: 'AgriMSP' },
];

export const originPages: DomainPages = {
  nav: [
    { path: '/origin/register', word: 'nav.register', roles: harvesters },
    { path: '/origin/diary', word: 'nav.diary', roles: ['farmer', 'packer', 'inspector'] },
    { path: '/origin/batches', word: 'nav.batches', roles: traders },
    ...kept({ path: '/origin/all-batches', word: 'nav.all-batches' }),
    { path: '/origin/held', word: 'nav.held', roles: ['inspector'] },
    { path: '/origin/recalls', word: 'nav.recalls', roles: ['inspector'] },
    { path: '/origin/receive', word: 'nav.receive', roles: ['packer', 'carrier', 'retailer'] },
    { path: '/origin/pack', word: 'nav.pack', roles: ['packer'] },
    { path: '/origin/import', word: 'nav.import', roles: harvesters },
    ...kept({ path: '/origin/areas', word: 'nav.areas' }, [...traders, ...ofPlaces]),
    ...kept({ path: '/origin/packing-houses', word: 'nav.houses' }),
    ...kept({ path: '/origin/certificates', word: 'nav.certificates' }),
    ...kept({ path: '/origin/crop-rules', word: 'nav.crop-rules' }),
    ...tradeNav,
  ],
  routes: [
    { path: 'origin/register', loadComponent: () => import('./register-page.ts').then((m) => m.RegisterPage) },
    {
      path: 'origin/batches',
      loadComponent: () => import('./batches-page.ts').then((m) => m.BatchesPage),
      data: { scope: 'mine' },
    },
    {
      path: 'origin/all-batches',
      loadComponent: () => import('./batches-page.ts').then((m) => m.BatchesPage),
      data: { scope: 'all' },
    },
    {
      path: 'origin/held',
      loadComponent: () => import('./batches-page.ts').then((m) => m.BatchesPage),
      data: { scope: 'held' },
    },
    { path: 'origin/batches/:id', loadComponent: () => import('./batch-page.ts').then((m) => m.BatchPage) },
    { path: 'origin/receive', loadComponent: () => import('./receive-page.ts').then((m) => m.ReceivePage) },
    { path: 'origin/pack', loadComponent: () => import('./pack-page.ts').then((m) => m.PackPage) },
    { path: 'origin/areas', loadComponent: () => import('./areas-page.ts').then((m) => m.AreasPage) },
    { path: 'origin/recalls', loadComponent: () => import('./recalls-page.ts').then((m) => m.RecallsPage) },
    { path: 'origin/import', loadComponent: () => import('./import-page.ts').then((m) => m.ImportPage) },
    ...masterDataRoutes,
    ...lotRoutes,
    ...tradeRoutes,
  ],
  recordPaths: {
    ...tradeRecordPaths,
    'origin/batch': '/origin/batches',
    'origin/growing-area': '/origin/areas',
    'origin/packing-house': '/origin/packing-houses',
    'origin/certificate': '/origin/certificates',
    'origin/recall': '/origin/recalls',
  },
};
