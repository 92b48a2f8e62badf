import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { TransactionLine } from './ledger-answers.ts';
import { ledgerWords } from './ledger-words.ts';

/** Transactions in words: what was asked, by whose organisation, what came of it. */
@Component({
  selector: 'dn-transaction-table',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="label()">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ w.t('ledger.what') }}</th>
            <th scope="col">{{ w.t('ledger.records') }}</th>
            <th scope="col">{{ w.t('ledger.creator') }}</th>
            <th scope="col">{{ w.t('ledger.outcome') }}</th>
            <th scope="col">{{ w.t('record.block') }}</th>
            <th scope="col">{{ w.t('ledger.time') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (one of transactions(); track one.block + ':' + one.index) {
            <tr>
              <th scope="row">
                @if (one.txId) {
                  <a [routerLink]="['/ledger/transactions', one.txId]">{{ w.call(one) }}</a>
                } @else {
                  {{ w.call(one) }}
                }
              </th>
              <td>{{ recordsOf(one) }}</td>
              <td>{{ w.organisation(one.msp) || '–' }}</td>
              <td>
                <span class="badge" [class.badge-active]="one.code === 0" [class.badge-recalled]="one.code !== 0">{{
                  w.code(one.code)
                }}</span>
              </td>
              <td class="number">
                <a [routerLink]="['/ledger/blocks', one.block]">{{ w.formats.number(one.block) }}</a>
              </td>
              <td>{{ w.time(one.time) }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
})
export class TransactionTable {
  readonly w = ledgerWords();
  readonly transactions = input.required<readonly TransactionLine[]>();
  readonly label = input.required<string>();

  /** What kinds of records, and how many in all. */
  recordsOf({ records, recordCount }: TransactionLine): string {
    const types = [...new Set(records.map(({ type }) => type))].map((type) => this.w.words.of('type', type));
    if (types.length === 0) return '–';
    return `${types.join(', ')} (${this.w.formats.number(recordCount)})`;
  }
}
