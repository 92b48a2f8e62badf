import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import type { ItemOf } from '../../api/asked.ts';

/** A block behind a number of the dashboard, the transaction that brought it into its state, and what its issuance rests on. */
export type BlockBehind = ItemOf<'/api/carbon/totals/{state}'>;

/** Blocks of a number; each opens to its transaction and to the digests of the reports behind it, whole, to be held against the files. */
@Component({
  selector: 'dn-carbon-behind',
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <table>
      <thead>
        <tr>
          <th scope="col">{{ t('carbon.serials') }}</th>
          <th scope="col" class="number">{{ t('carbon.quantity') }}</th>
          <th scope="col">{{ t('carbon.transaction') }}</th>
          <th scope="col">{{ t('carbon.evidence') }}</th>
        </tr>
      </thead>
      <tbody>
        @for (block of blocks(); track block.id) {
          <tr>
            <th scope="row">
              <a [routerLink]="'/carbon/blocks/' + block.id">{{ block.series }} {{ block.start }}–{{ block.end }}</a>
            </th>
            <td class="number">{{ formats.number(block.quantity) }}</td>
            <td>
              <details>
                <summary>
                  <code>{{ block.txId.slice(0, 12) }}…</code>
                </summary>
                <dl>
                  <div>
                    <dt>{{ t('record.transaction') }}</dt>
                    <dd>
                      <a class="mono" [routerLink]="['/ledger/transactions', block.txId]">{{ block.txId }}</a>
                    </dd>
                  </div>
                  <div>
                    <dt>{{ t('record.block') }}</dt>
                    <dd>{{ formats.number(block.blockNumber) }} · {{ formats.time(block.blockTime) }}</dd>
                  </div>
                  <div>
                    <dt>{{ t('record.endorsers') }}</dt>
                    <dd>{{ block.endorsers.join(', ') }}</dd>
                  </div>
                </dl>
              </details>
            </td>
            <td>
              @if (block.evidence; as evidence) {
                <details>
                  <summary>
                    <code>{{ evidence.verificationReport.slice(0, 12) }}…</code>
                  </summary>
                  <dl>
                    <div>
                      <dt>{{ t('carbon.evidence') }}</dt>
                      <dd class="mono">{{ evidence.verificationReport }}</dd>
                    </div>
                    <div>
                      <dt>{{ t('carbon.evidence.monitoring') }}</dt>
                      <dd class="mono">{{ evidence.monitoringReport }}</dd>
                    </div>
                    <div>
                      <dt>{{ t('carbon.field.number') }}</dt>
                      <dd>{{ evidence.decision }}</dd>
                    </div>
                  </dl>
                  <a [routerLink]="'/carbon/monitoring/' + evidence.monitoring">{{ t('type.carbon/monitoring') }}</a>
                  · <a [routerLink]="'/carbon/issuances/' + evidence.issuance">{{ t('type.carbon/issuance') }}</a>
                </details>
              }
            </td>
          </tr>
        }
      </tbody>
    </table>
  `,
})
export class BehindTable {
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly blocks = input.required<readonly BlockBehind[]>();
}
