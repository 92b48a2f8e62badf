import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { Router } from '@angular/router';
import { Api } from '../api/api.ts';
import { pagedItems } from '../record/paged-list.ts';
import { PagedListView } from '../record/paged-list-view.ts';
import { ledgerWords } from './ledger-words.ts';
import { TransactionTable } from './transaction-table.ts';

const filters = ['call', 'msp', 'chaincode', 'code'] as const;

/** Every transaction, valid or refused; the address holds the filter. */
@Component({
  imports: [PagedListView, TransactionTable],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ w.t('ledger.transactions') }}</h1>
    <p class="lead">{{ w.t('ledger.transactions-lead') }}</p>
    <form class="filters" (change)="choose($event)" (submit)="$event.preventDefault()">
      @for (filter of choices(); track filter.name) {
        <label>
          <span>{{ w.words.of('ledger.filter', filter.name) }}</span>
          <select [name]="filter.name">
            <option value="">{{ w.t('list.all') }}</option>
            @for (one of filter.options; track one.value) {
              <option [value]="one.value" [selected]="one.value === filter.chosen">{{ one.label }}</option>
            }
          </select>
        </label>
      }
    </form>
    <dn-paged-list [of]="list">
      <dn-transaction-table [transactions]="list.items()" [label]="w.t('ledger.transactions')" />
    </dn-paged-list>
  `,
})
export class TransactionsPage {
  readonly #api = inject(Api);
  readonly #router = inject(Router);
  readonly w = ledgerWords();
  readonly call = input<string>();
  readonly msp = input<string>();
  readonly chaincode = input<string>();
  readonly code = input<string>();
  readonly #chosen = computed(() => ({
    ...{ call: this.call(), msp: this.msp(), chaincode: this.chaincode(), code: this.code() },
  }));
  readonly list = pagedItems('/api/explorer/transactions', () => ({ query: this.#chosen() }));
  readonly network = resource({
    loader: ({ abortSignal }) => this.#api.get('/api/explorer/network', {}, abortSignal),
  });
  /** What there is on this ledger, the most frequent first. */
  readonly choices = computed(() => {
    const counts = this.network.hasValue() ? this.network.value().counts : [];
    return filters.map((name) => ({
      name,
      chosen: this.#chosen()[name] ?? '',
      options: counts
        .filter((one) => one.of === name)
        .sort((a, b) => b.transactions - a.transactions)
        .map((one) => ({
          value: one.name,
          label: `${this.#label(name, one.name)} (${this.w.formats.number(one.transactions)})`,
        })),
    }));
  });

  choose(event: Event): void {
    const { name, value } = event.target as HTMLSelectElement;
    void this.#router.navigate([], { queryParams: { [name]: value || null }, queryParamsHandling: 'merge' });
  }

  #label(filter: (typeof filters)[number], name: string): string {
    if (filter === 'call') return this.w.call({ kind: 'endorser', call: name, chaincode: '' });
    return filter === 'code' ? this.w.code(Number(name)) : name;
  }
}
