import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { PageState } from '../../shell/page-state.ts';
import { ReviewChoice } from './review-choice.ts';
import { reviewList } from './review-list.ts';

/** Codes of which two people say that they are theirs: the department hears both and decides. */
@Component({
  selector: 'dn-claim-disputes',
  imports: [PageState, ReviewChoice],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2>{{ t('health.disputes') }}</h2>
    <p class="hint">{{ t('health.disputes-lead') }}</p>
    <dn-page-state
      [of]="list.answer"
      [empty]="list.items().length === 0"
      [emptyText]="t('health.disputes-none')"
      (again)="list.answer.reload()"
    />
    @if (list.asking.error(); as text) {
      <p class="card problem" role="alert">{{ text }}</p>
    }
    @for (item of list.items(); track item.id) {
      <section class="card form">
        <h3>
          {{ t('health.code') }}: <span class="mono">{{ item.patient }}</span>
        </h3>
        <p>{{ t('health.dispute-printed', { name: item.unitName }) }}</p>
        <p>
          {{ t('health.dispute-times', { claimed: formats.time(item.claimedAt), disputed: formats.time(item.at) }) }}
        </p>
        <dn-review-choice [item]="item" [list]="list" [verdicts]="['upheld', 'rejected']" grave="upheld" />
      </section>
    }
  `,
})
export class ClaimDisputesView {
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly list = reviewList('/api/health/claim-disputes');
}
