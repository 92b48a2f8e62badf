import type { Routes } from '@angular/router';
import { HomePage } from './pages/home-page.ts';

/** Every page but the first is a script of its own; the service worker keeps all of them on the device. */
export const fieldRoutes: Routes = [
  { path: '', pathMatch: 'full', component: HomePage },
  { path: 'harvest', loadComponent: () => import('./pages/harvest-page.ts').then((m) => m.HarvestPage) },
  { path: 'diary', loadComponent: () => import('./pages/diary-page.ts').then((m) => m.DiaryPage) },
  { path: 'queue', loadComponent: () => import('./pages/queue-page.ts').then((m) => m.QueuePage) },
  { path: 'queue/:requestId', loadComponent: () => import('./pages/conflict-page.ts').then((m) => m.ConflictPage) },
  { path: 'batches', loadComponent: () => import('./pages/batches-page.ts').then((m) => m.BatchesPage) },
  { path: 'receive', loadComponent: () => import('./pages/receive-page.ts').then((m) => m.ReceivePage) },
  { path: 'inspection', loadComponent: () => import('./pages/inspection-page.ts').then((m) => m.InspectionPage) },
  { path: 'join', loadComponent: () => import('./pages/join-page.ts').then((m) => m.JoinPage) },
  { path: 'people', loadComponent: () => import('./pages/people-page.ts').then((m) => m.PeoplePage) },
  { path: 'delegations', loadComponent: () => import('./pages/delegations-page.ts').then((m) => m.DelegationsPage) },
  { path: '**', redirectTo: '' },
];
