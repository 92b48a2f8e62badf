import type { DomainPages } from '../../domains.ts';
import { registrarPages } from './registrar/registrar-pages.ts';

export const credentialPages: DomainPages = {
  nav: [
    ...registrarPages.nav,
    {
      path: '/credential/attest',
      word: 'nav.attest',
      roles: ['issuer', 'inspector', 'council', 'commune', 'clinic', 'authority'],
    },
    { path: '/credential/mine', word: 'nav.mine', roles: ['holder'] },
    { path: '/credential/erasure-requests', word: 'nav.erasure-requests', roles: ['issuer'] },
  ],
  routes: [
    ...registrarPages.routes,
    { path: 'credential/attest', loadComponent: () => import('./attest/attest-page.ts').then((m) => m.AttestPage) },
    { path: 'credential/mine', loadComponent: () => import('./holder/holder-page.ts').then((m) => m.HolderPage) },
    {
      path: 'credential/mine/:id',
      loadComponent: () => import('./holder/mine-page.ts').then((m) => m.MinePage),
    },
    {
      path: 'credential/erasure-requests',
      loadComponent: () => import('./holder/erasure-requests-page.ts').then((m) => m.ErasureRequestsPage),
    },
  ],
  recordPaths: {},
};
