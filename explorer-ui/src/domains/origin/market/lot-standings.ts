import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Words } from '../../../i18n/words.ts';
import type { ItemOf } from '../../../api/asked.ts';

/** What the gateway answers about one lot. */
export type MarketLotAnswer = ItemOf<'/api/origin/market/lots'>;

/** Classes of the status badge that look alike. */
const looks = {
  'in-force': 'active',
  recalled: 'recalled',
  held: 'held',
  'used-up': 'closed',
  unknown: 'held',
} as const;

/** Lots with what stands against each. */
@Component({
  selector: 'dn-lot-standings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="scrolls" tabindex="0" role="region" [attr.aria-label]="t('market.title')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('batch.lot') }}</th>
            <th scope="col">{{ t('market.standing') }}</th>
            <th scope="col">{{ t('batch.product') }}</th>
            <th scope="col">{{ t('market.producer') }}</th>
            <th scope="col">{{ t('market.check') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (item of items(); track $index) {
            <tr>
              <th scope="row">
                {{ item.lot }} <small>{{ t('market.gtin') }} {{ item.gtin }}</small>
              </th>
              <td>
                <span [class]="'badge badge-' + looks[item.standing]">{{ t(words[item.standing]) }}</span>
                @if (item.recall) {
                  <p>{{ item.recall.reason }}</p>
                }
              </td>
              <td>{{ item.product?.name ?? '–' }}</td>
              <td>{{ item.producer?.name ?? '–' }}</td>
              <td>
                @if (item.page) {
                  <a [href]="item.page" target="_blank" rel="noopener">{{ t('market.check') }}</a>
                } @else {
                  –
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
})
export class LotStandings {
  readonly t = inject(Words).t;
  readonly items = input.required<readonly MarketLotAnswer[]>();
  readonly looks = looks;
  readonly words = {
    'in-force': 'market.in-force',
    recalled: 'market.recalled',
    held: 'market.held',
    'used-up': 'market.used-up',
    unknown: 'market.unknown',
  } as const;
}
