import type { DomainPages } from '../domains.ts';

/** The ledger as it is: not a domain, it shows those of all. */
export const ledgerPages: DomainPages = {
  nav: [{ path: '/ledger', word: 'ledger.nav' }],
  routes: [
    { path: 'ledger', loadComponent: () => import('./ledger-page.ts').then((m) => m.LedgerPage) },
    { path: 'ledger/search', loadComponent: () => import('./search-page.ts').then((m) => m.SearchPage) },
    { path: 'ledger/blocks', loadComponent: () => import('./blocks-page.ts').then((m) => m.BlocksPage) },
    { path: 'ledger/blocks/:number', loadComponent: () => import('./block-page.ts').then((m) => m.BlockPage) },
    {
      path: 'ledger/transactions',
      loadComponent: () => import('./transactions-page.ts').then((m) => m.TransactionsPage),
    },
    {
      path: 'ledger/transactions/:txId',
      loadComponent: () => import('./transaction-page.ts').then((m) => m.TransactionPage),
    },
    { path: 'ledger/network', loadComponent: () => import('./network-page.ts').then((m) => m.NetworkPage) },
    { path: 'ledger/checkpoints', loadComponent: () => import('./checkpoints-page.ts').then((m) => m.CheckpointsPage) },
  ],
  recordPaths: {},
};
