import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { LedgerBlock } from './ledger-answers.ts';
import { ledgerWords } from './ledger-words.ts';

/** Blocks, newest first. */
@Component({
  selector: 'dn-block-table',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="w.t('ledger.blocks')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ w.t('record.block') }}</th>
            <th scope="col" class="number">{{ w.t('ledger.transactions') }}</th>
            <th scope="col" class="number">{{ w.t('ledger.refused') }}</th>
            <th scope="col">{{ w.t('ledger.time') }}</th>
            <th scope="col">{{ w.t('ledger.hash') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (one of blocks(); track one.number) {
            <tr>
              <th scope="row">
                <a [routerLink]="['/ledger/blocks', one.number]">{{ w.formats.number(one.number) }}</a>
              </th>
              <td class="number">{{ w.formats.number(one.transactions) }}</td>
              <td class="number">{{ w.formats.number(one.transactions - one.valid) }}</td>
              <td>{{ w.time(one.time) }}</td>
              <td class="mono" [title]="one.hash">{{ w.short(one.hash) }}</td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
})
export class BlockTable {
  readonly w = ledgerWords();
  readonly blocks = input.required<readonly LedgerBlock[]>();
}
