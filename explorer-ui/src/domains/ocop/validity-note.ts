import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ProductBody } from '@daunguon/records';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { today } from '../../format/today.ts';
import { validityOn } from './validity-on.ts';

/** What the holder has to know of a product's stars: revoked, ended, ending soon; else nothing. */
@Component({
  selector: 'dn-validity-note',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (product().revocation; as revocation) {
      <p class="warning">{{ t('ocop.revoked', { reason: revocation.reason }) }}</p>
    } @else if (product().rating; as rating) {
      @let now = validity();
      @switch (now?.at) {
        @case ('ends-soon') {
          <p class="warn">{{ t('ocop.ends-soon', { days: days(), date: formats.date(rating.expiresOn) }) }}</p>
        }
        @case ('ended') {
          <p class="warn">{{ t('ocop.ended', { date: formats.date(rating.expiresOn) }) }}</p>
        }
      }
    }
    @if (product().stage === 'returned') {
      <p class="warn">{{ t('ocop.returned', { reason: product().returnReason ?? '' }) }}</p>
    }
  `,
})
export class ValidityNote {
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly product = input.required<ProductBody>();
  readonly validity = computed(() => {
    const { rating } = this.product();
    return rating === undefined ? undefined : validityOn(rating, today());
  });
  readonly days = computed(() => {
    const now = this.validity();
    return now?.at === 'ends-soon' ? now.days : 0;
  });
}
