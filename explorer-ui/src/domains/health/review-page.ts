import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { Api } from '../../api/api.ts';
import { attempt } from '../../command/attempt.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { PageState } from '../../shell/page-state.ts';
import { ClaimDisputesView } from './claim-disputes-view.ts';
import type { BreakGlassItem } from './health-answers.ts';
import { HealthRequests } from './health-requests.ts';

/** Emergency accesses, those without a review first: the department says of each whether it was justified. */
@Component({
  imports: [ClaimDisputesView, PageState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('health.nav.review') }}</h1>
    <p class="lead">{{ t('health.review-lead') }}</p>
    <dn-page-state
      [of]="answer"
      [empty]="items().length === 0"
      [emptyText]="t('health.review-none')"
      (again)="answer.reload()"
    />
    @if (asking.error(); as text) {
      <p class="card problem" role="alert">{{ text }}</p>
    }
    @for (item of items(); track item.id) {
      <section class="card form">
        <h2>{{ item.unitName }}</h2>
        <p>
          <time [attr.datetime]="item.at">{{ formats.time(item.at) }}</time>
        </p>
        <p>{{ t('health.why') }}: {{ item.reason }}</p>
        @if (item.review; as review) {
          <p>
            <strong>{{ words.of('health.reason', review.verdict) }}</strong> · {{ formats.time(review.at) }}
          </p>
        } @else {
          <button type="button" class="secondary" [disabled]="asking.busy()" (click)="review(item, 'justified')">
            {{ words.of('health.reason', 'justified') }}
          </button>
          <button type="button" class="danger" [disabled]="asking.busy()" (click)="review(item, 'not-justified')">
            {{ words.of('health.reason', 'not-justified') }}
          </button>
        }
      </section>
    }
    <dn-claim-disputes />
  `,
})
export class ReviewPage {
  readonly #api = inject(Api);
  readonly #requests = inject(HealthRequests);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly asking = attempt();
  readonly answer = resource({
    loader: ({ abortSignal }) =>
      this.#api.get<{ items: readonly BreakGlassItem[] }>('/api/health/break-glass', abortSignal),
  });
  readonly items = computed(() => {
    const all = this.answer.hasValue() ? this.answer.value().items : [];
    return [...all.filter(({ review }) => !review), ...all.filter(({ review }) => review)];
  });

  async review({ id }: BreakGlassItem, verdict: 'justified' | 'not-justified'): Promise<void> {
    await this.asking.run(() => this.#requests.send('break-glass/review', { id, verdict }));
    this.answer.reload();
  }
}
