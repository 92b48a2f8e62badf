import { ChangeDetectionStrategy, Component, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { PageState } from '../shell/page-state.ts';
import { BlockTable } from './block-table.ts';
import { ledgerWords } from './ledger-words.ts';
import { LedgerSearch } from './search-form.ts';
import { TransactionTable } from './transaction-table.ts';

/** The ledger at a glance: search, newest blocks and transactions, ways to the rest. */
@Component({
  imports: [BlockTable, LedgerSearch, PageState, RouterLink, TransactionTable],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ w.t('ledger.title') }}</h1>
    <p class="lead">{{ w.t('ledger.lead') }}</p>
    <dn-ledger-search />
    <ul class="tiles">
      <li>
        <a class="tile" routerLink="/ledger/blocks">{{ w.t('ledger.blocks') }}</a>
      </li>
      <li>
        <a class="tile" routerLink="/ledger/transactions">{{ w.t('ledger.transactions') }}</a>
      </li>
      <li>
        <a class="tile" routerLink="/ledger/network">{{ w.t('ledger.network') }}</a>
      </li>
      <li>
        <a class="tile" routerLink="/ledger/checkpoints">{{ w.t('ledger.checkpoints') }}</a>
      </li>
    </ul>
    <dn-page-state [of]="newest" (again)="newest.reload()" />
    @if (newest.hasValue()) {
      <section class="card">
        <h2>{{ w.t('ledger.newest-transactions') }}</h2>
        <dn-transaction-table
          [transactions]="newest.value().transactions"
          [label]="w.t('ledger.newest-transactions')"
        />
      </section>
      <section class="card">
        <h2>{{ w.t('ledger.newest-blocks') }}</h2>
        <dn-block-table [blocks]="newest.value().blocks" />
      </section>
    }
  `,
})
export class LedgerPage {
  readonly #api = inject(Api);
  readonly w = ledgerWords();
  readonly newest = resource({
    loader: async ({ abortSignal }) => {
      const [blocks, transactions] = await Promise.all([
        this.#api.get('/api/explorer/blocks', { query: { limit: '8' } }, abortSignal),
        this.#api.get('/api/explorer/transactions', { query: { limit: '10' } }, abortSignal),
      ]);
      return { blocks: blocks.items, transactions: transactions.items };
    },
  });
}
