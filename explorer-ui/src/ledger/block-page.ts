import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { PageState } from '../shell/page-state.ts';
import { ledgerWords } from './ledger-words.ts';
import { TransactionTable } from './transaction-table.ts';

/** One block: its hashes, its neighbours, and every transaction of it. */
@Component({
  imports: [PageState, RouterLink, TransactionTable],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ w.t('ledger.block', { number: number() }) }}</h1>
    <dn-page-state [of]="answer" (again)="answer.reload()" />
    @if (answer.hasValue()) {
      @let block = answer.value().block;
      <p class="actions">
        @if (block.number > 0) {
          <a class="button secondary" [routerLink]="['/ledger/blocks', block.number - 1]">{{ w.t('ledger.before') }}</a>
        }
        <a class="button secondary" [routerLink]="['/ledger/blocks', block.number + 1]">{{ w.t('ledger.after') }}</a>
      </p>
      <section class="card">
        <h2>{{ w.t('ledger.header') }}</h2>
        <dl>
          <div>
            <dt>{{ w.t('ledger.time') }}</dt>
            <dd>{{ w.time(block.time) }}</dd>
          </div>
          <div>
            <dt>{{ w.t('ledger.hash') }}</dt>
            <dd class="mono">{{ block.hash }}</dd>
          </div>
          <div>
            <dt>{{ w.t('ledger.previous-hash') }}</dt>
            <dd class="mono">{{ block.previousHash || '–' }}</dd>
          </div>
          <div>
            <dt>{{ w.t('ledger.data-hash') }}</dt>
            <dd class="mono">{{ block.dataHash }}</dd>
          </div>
        </dl>
        <p class="hint">{{ w.t('ledger.chain-hint') }}</p>
      </section>
      <section class="card">
        <h2>{{ w.t('ledger.transactions') }}</h2>
        <dn-transaction-table [transactions]="answer.value().transactions" [label]="w.t('ledger.transactions')" />
      </section>
      @if (isConfig()) {
        <p>
          <a routerLink="/ledger/network">{{ w.t('ledger.to-network') }}</a>
        </p>
      }
    }
  `,
})
export class BlockPage {
  readonly #api = inject(Api);
  readonly w = ledgerWords();
  readonly number = input.required<string>();
  readonly answer = resource({
    params: () => this.number(),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/explorer/blocks/{number}', { path: { number: params } }, abortSignal),
  });
  readonly isConfig = computed(
    () => this.answer.hasValue() && this.answer.value().transactions.some(({ kind }) => kind === 'config'),
  );
}
