import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Cosigners } from '../proof/cosigners.ts';
import { pagedItems } from '../record/paged-list.ts';
import { PagedListView } from '../record/paged-list-view.ts';
import type { LedgerCheckpoint } from './ledger-answers.ts';
import { ledgerWords } from './ledger-words.ts';

/** Checkpoints that were put on the ledger, with who cosigned each, and the whole note for those who check for themselves. */
@Component({
  imports: [PagedListView, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ w.t('ledger.checkpoints') }}</h1>
    <p class="lead">{{ w.t('ledger.checkpoints-lead') }}</p>
    <p>
      <a routerLink="/operations">{{ w.t('ledger.to-operations') }}</a>
    </p>
    <dn-paged-list [of]="list" [label]="w.t('ledger.checkpoints')" [emptyText]="w.t('ledger.no-checkpoints')">
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">{{ w.t('ledger.leaves') }}</th>
            <th scope="col">{{ w.t('ledger.cosigned') }}</th>
            <th scope="col">{{ w.t('record.block') }}</th>
            <th scope="col">{{ w.t('ledger.time') }}</th>
            <th scope="col">{{ w.t('ledger.note') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (one of list.items(); track one.size) {
            <tr>
              <th scope="row" class="number">{{ w.formats.number(one.size) }}</th>
              <td>
                @for (signer of signersOf(one); track signer.name) {
                  <span class="line"
                    >{{ cosigners.organisationOf(signer.name) ?? signer.name }} · {{ w.time(signer.at) }}</span
                  >
                } @empty {
                  {{ w.t('ledger.not-opened') }}
                }
              </td>
              <td>
                <a [routerLink]="['/ledger/transactions', one.txId]">{{ w.formats.number(one.block) }}</a>
              </td>
              <td>{{ w.time(one.time) }}</td>
              <td>
                <details>
                  <summary>{{ w.t('ledger.note') }}</summary>
                  <pre class="mono" tabindex="0">{{ one.note }}</pre>
                </details>
              </td>
            </tr>
          }
        </tbody>
      </table>
    </dn-paged-list>
  `,
})
export class CheckpointsPage {
  readonly w = ledgerWords();
  readonly cosigners = inject(Cosigners);
  readonly list = pagedItems('/api/explorer/checkpoints');
  readonly signersOf = ({ cosigned }: LedgerCheckpoint) => Object.entries(cosigned).map(([name, at]) => ({ name, at }));
}
