import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { PageState } from '../../shell/page-state.ts';
import { ClaimDisputesView } from './claim-disputes-view.ts';
import { ReviewChoice } from './review-choice.ts';
import { reviewList } from './review-list.ts';

/** Emergency accesses: the department says of each whether it was justified. */
@Component({
  imports: [ClaimDisputesView, PageState, ReviewChoice],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('health.nav.review') }}</h1>
    <p class="lead">{{ t('health.review-lead') }}</p>
    <dn-page-state
      [of]="list.answer"
      [empty]="list.items().length === 0"
      [emptyText]="t('health.review-none')"
      (again)="list.answer.reload()"
    />
    @if (list.asking.error(); as text) {
      <p class="card problem" role="alert">{{ text }}</p>
    }
    @for (item of list.items(); track item.id) {
      <section class="card form">
        <h2>{{ item.unitName }}</h2>
        <p>
          <time [attr.datetime]="item.at">{{ formats.time(item.at) }}</time>
        </p>
        <p>{{ t('health.why') }}: {{ item.reason }}</p>
        <dn-review-choice
          [item]="item"
          [list]="list"
          [verdicts]="['justified', 'not-justified']"
          grave="not-justified"
        />
      </section>
    }
    <dn-claim-disputes />
  `,
})
export class ReviewPage {
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly list = reviewList('/api/health/break-glass');
}
