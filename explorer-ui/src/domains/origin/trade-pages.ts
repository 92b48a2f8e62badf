import type { NavItem } from '../../domains.ts';
import type { Route } from '@angular/router';

const handlers = ['farmer', 'packer', 'carrier', 'retailer'];

/** Shipments, port gates, the marketplaces' look-up and suspected fakes. */
export const tradeNav: readonly NavItem[] = [
  { path: '/origin/shipments', word: 'nav.shipments', roles: [...handlers, 'inspector'] },
  { path: '/origin/gate', word: 'nav.gate', roles: ['carrier'] },
  { path: '/origin/market', word: 'nav.market', roles: ['retailer', 'inspector'] },
  { path: '/origin/fakes', word: 'nav.fakes', roles: ['inspector'] },
];

export const tradeRoutes: readonly Route[] = [
  {
    path: 'origin/shipments',
    loadComponent: () => import('./shipments/shipments-page.ts').then((m) => m.ShipmentsPage),
  },
  {
    path: 'origin/shipments/new',
    loadComponent: () => import('./shipments/new-shipment-page.ts').then((m) => m.NewShipmentPage),
  },
  {
    path: 'origin/shipments/:id',
    loadComponent: () => import('./shipments/shipment-page.ts').then((m) => m.ShipmentPage),
  },
  { path: 'origin/gate', loadComponent: () => import('./shipments/gate-page.ts').then((m) => m.GatePage) },
  { path: 'origin/market', loadComponent: () => import('./market/market-page.ts').then((m) => m.MarketPage) },
  { path: 'origin/fakes', loadComponent: () => import('./market/fakes-page.ts').then((m) => m.FakesPage) },
];

export const tradeRecordPaths: Readonly<Record<string, string>> = { 'origin/shipment-unit': '/origin/shipments' };
