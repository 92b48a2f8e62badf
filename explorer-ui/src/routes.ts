import type { Routes } from '@angular/router';
import { domainRoutes } from './domains.ts';
import { OfflinePage } from './shell/offline-page.ts';

/** Every page is loaded when it is opened; its address holds the state of its filters. */
export const routes: Routes = [
  { path: '', pathMatch: 'full', loadComponent: () => import('./pages/home-page.ts').then((m) => m.HomePage) },
  ...domainRoutes,
  { path: 'signing', loadComponent: () => import('./pages/signing-page.ts').then((m) => m.SigningPage) },
  { path: 'signed-in', loadComponent: () => import('./pages/signed-in-page.ts').then((m) => m.SignedInPage) },
  { path: 'signing/enrolled', loadComponent: () => import('./pages/signing-page.ts').then((m) => m.SigningPage) },
  { path: 'records', loadComponent: () => import('./record/record-types-page.ts').then((m) => m.RecordTypesPage) },
  {
    path: 'records/:domain/:kind',
    loadComponent: () => import('./record/record-list-page.ts').then((m) => m.RecordListPage),
  },
  {
    path: 'records/:domain/:kind/:id',
    loadComponent: () => import('./record/record-page.ts').then((m) => m.RecordPage),
  },
  { path: 'record/:id', loadComponent: () => import('./record/any-record-page.ts').then((m) => m.AnyRecordPage) },
  { path: 'offline', component: OfflinePage },
  { path: '**', loadComponent: () => import('./pages/not-found-page.ts').then((m) => m.NotFoundPage) },
];
