import type { DomainPages } from '../../../domains.ts';

const issuers = ['issuer'];

/** Pages of a unit that issues. */
export const registrarPages: Pick<DomainPages, 'nav' | 'routes'> = {
  nav: [
    { path: '/credential/issue', word: 'nav.issue', roles: issuers },
    { path: '/credential/bulk', word: 'nav.bulk', roles: issuers },
    { path: '/credential/register', word: 'nav.register-book', roles: issuers },
    { path: '/credential/issuer-keys', word: 'nav.issuer-keys', roles: [...issuers, 'registrar'] },
    { path: '/credential/paper', word: 'nav.paper', roles: issuers },
    { path: '/credential/api-keys', word: 'nav.api-keys', roles: issuers },
  ],
  routes: [
    { path: 'credential/issue', loadComponent: () => import('./issue-page.ts').then((m) => m.IssuePage) },
    { path: 'credential/bulk', loadComponent: () => import('./bulk-page.ts').then((m) => m.BulkPage) },
    {
      path: 'credential/register',
      loadComponent: () => import('./register-book-page.ts').then((m) => m.RegisterBookPage),
    },
    { path: 'credential/register/:id', loadComponent: () => import('./entry-page.ts').then((m) => m.EntryPage) },
    {
      path: 'credential/issuer-keys',
      loadComponent: () => import('./issuer-keys-page.ts').then((m) => m.IssuerKeysPage),
    },
    { path: 'credential/paper', loadComponent: () => import('./paper-page.ts').then((m) => m.PaperPage) },
    { path: 'credential/api-keys', loadComponent: () => import('./api-keys-page.ts').then((m) => m.ApiKeysPage) },
  ],
};
