import type { Route } from '@angular/router';

/** Growing areas, packing houses, certificates, farms, rules of crops and the field diary. */
export const masterDataRoutes: readonly Route[] = [
  { path: 'origin/areas/new', loadComponent: () => import('./sites/area-form-page.ts').then((m) => m.AreaFormPage) },
  {
    path: 'origin/areas/:id',
    loadComponent: () => import('./sites/site-page.ts').then((m) => m.SitePage),
    data: { kind: 'area' },
  },
  { path: 'origin/packing-houses', loadComponent: () => import('./sites/houses-page.ts').then((m) => m.HousesPage) },
  {
    path: 'origin/packing-houses/new',
    loadComponent: () => import('./sites/house-form-page.ts').then((m) => m.HouseFormPage),
  },
  {
    path: 'origin/packing-houses/:id',
    loadComponent: () => import('./sites/site-page.ts').then((m) => m.SitePage),
    data: { kind: 'house' },
  },
  { path: 'origin/farms/new', loadComponent: () => import('./sites/farm-form-page.ts').then((m) => m.FarmFormPage) },
  {
    path: 'origin/certificates',
    loadComponent: () => import('./certificates/certificates-page.ts').then((m) => m.CertificatesPage),
  },
  {
    path: 'origin/certificates/new',
    loadComponent: () => import('./certificates/certificate-form-page.ts').then((m) => m.CertificateFormPage),
  },
  {
    path: 'origin/certificates/:id',
    loadComponent: () => import('./certificates/certificate-page.ts').then((m) => m.CertificatePage),
  },
  {
    path: 'origin/crop-rules',
    loadComponent: () => import('./crop-rules/crop-rules-page.ts').then((m) => m.CropRulesPage),
  },
  { path: 'origin/diary', loadComponent: () => import('./diary/diary-page.ts').then((m) => m.DiaryPage) },
  {
    path: 'origin/diary/new',
    loadComponent: () => import('./diary/diary-entry-page.ts').then((m) => m.DiaryEntryPage),
  },
  {
    path: 'origin/diary/:id/correct',
    loadComponent: () => import('./diary/diary-correct-page.ts').then((m) => m.DiaryCorrectPage),
  },
];

/** What belongs to one lot, and recall notices. */
export const lotRoutes: readonly Route[] = [
  { path: 'origin/batches/:id/merge', loadComponent: () => import('./merge-page.ts').then((m) => m.MergePage) },
  {
    path: 'origin/batches/:id/labels',
    loadComponent: () => import('./labels/labels-page.ts').then((m) => m.LabelsPage),
  },
  {
    path: 'origin/batches/:id/completeness',
    loadComponent: () => import('./completeness/completeness-page.ts').then((m) => m.CompletenessPage),
  },
  { path: 'origin/recalls/:id', loadComponent: () => import('./recalls/recall-page.ts').then((m) => m.RecallPage) },
];
