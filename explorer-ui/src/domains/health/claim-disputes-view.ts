import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { Api } from '../../api/api.ts';
import { attempt } from '../../command/attempt.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { PageState } from '../../shell/page-state.ts';
import type { ClaimDisputeItem } from './health-answers.ts';
import { HealthRequests } from './health-requests.ts';

/** Codes of which two people say that they are theirs, those without a decision first: the department hears both and decides. */
@Component({
  selector: 'dn-claim-disputes',
  imports: [PageState],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h2>{{ t('health.disputes') }}</h2>
    <p class="hint">{{ t('health.disputes-lead') }}</p>
    <dn-page-state
      [of]="answer"
      [empty]="items().length === 0"
      [emptyText]="t('health.disputes-none')"
      (again)="answer.reload()"
    />
    @if (asking.error(); as text) {
      <p class="card problem" role="alert">{{ text }}</p>
    }
    @for (item of items(); track item.id) {
      <section class="card form">
        <h3>
          {{ t('health.code') }}: <span class="mono">{{ item.patient }}</span>
        </h3>
        <p>{{ t('health.dispute-printed', { name: item.unitName }) }}</p>
        <p>
          {{ t('health.dispute-times', { claimed: formats.time(item.claimedAt), disputed: formats.time(item.at) }) }}
        </p>
        @if (item.review; as review) {
          <p>
            <strong>{{ words.of('health.reason', review.verdict) }}</strong> · {{ formats.time(review.at) }}
          </p>
        } @else {
          <button type="button" class="danger" [disabled]="asking.busy()" (click)="review(item, 'upheld')">
            {{ words.of('health.reason', 'upheld') }}
          </button>
          <button type="button" class="secondary" [disabled]="asking.busy()" (click)="review(item, 'rejected')">
            {{ words.of('health.reason', 'rejected') }}
          </button>
        }
      </section>
    }
  `,
})
export class ClaimDisputesView {
  readonly #api = inject(Api);
  readonly #requests = inject(HealthRequests);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly asking = attempt();
  readonly answer = resource({
    loader: ({ abortSignal }) =>
      this.#api.get<{ items: readonly ClaimDisputeItem[] }>('/api/health/claim-disputes', abortSignal),
  });
  readonly items = computed(() => {
    const all = this.answer.hasValue() ? this.answer.value().items : [];
    return [...all.filter(({ review }) => !review), ...all.filter(({ review }) => review)];
  });

  async review({ id }: ClaimDisputeItem, verdict: 'upheld' | 'rejected'): Promise<void> {
    await this.asking.run(() => this.#requests.send('claim-disputes/review', { id, verdict }));
    this.answer.reload();
  }
}
