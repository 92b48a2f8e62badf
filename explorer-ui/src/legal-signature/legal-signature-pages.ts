import type { DomainPages } from '../domains.ts';

/** Digital signatures under the law on PDFs of any domain: no domain, it has no records of its own. */
export const legalSignaturePages: DomainPages = {
  nav: [
    {
      path: '/legal-signatures',
      word: 'nav.legal',
      roles: ['issuer', 'inspector', 'council', 'commune', 'clinic', 'authority'],
    },
  ],
  routes: [
    {
      path: 'legal-signatures',
      loadComponent: () => import('./legal-signature-page.ts').then((m) => m.LegalSignaturePage),
    },
  ],
  recordPaths: {},
};
