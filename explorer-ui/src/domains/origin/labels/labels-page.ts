import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../../api/api.ts';
import { Words } from '../../../i18n/words.ts';
import { Session } from '../../../session/session.ts';
import { PageState } from '../../../shell/page-state.ts';
import { IssueLabelsForm } from './issue-labels-form.ts';
import { LabelIssueCard } from './label-issue.ts';

/** Serial labels of a lot: issue some, print them, and what was issued before. */
@Component({
  imports: [IssueLabelsForm, LabelIssueCard, PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="back">
      <a [routerLink]="'/origin/batches/' + id()">{{ t('batch.open') }}</a>
    </p>
    @if (answer.hasValue()) {
      @let record = answer.value().record;
      <h1>
        {{ t('labels.title') }} <span class="lot">{{ record.body.lot }}</span>
      </h1>
      <p class="lead">{{ t('labels.lead') }}</p>
      @if (record.body.product.gtin === undefined) {
        <p class="card">{{ t('labels.no-gtin') }}</p>
      } @else if (!mine()) {
        <p class="card">{{ t('labels.not-mine') }}</p>
      } @else if (record.status !== 'active' || record.body.transit) {
        <p class="card warn">{{ t('labels.not-now') }}</p>
      } @else {
        <section class="card">
          <h2>{{ t('labels.issue') }}</h2>
          @for (turn of [round()]; track turn) {
            <dn-issue-labels-form [batch]="record" (issued)="answer.reload()" (done)="round.set(turn + 1)" />
          }
        </section>
      }
      <h2>{{ t('labels.runs') }}</h2>
      @for (issue of issues(); track issue.id; let index = $index) {
        <dn-label-issue
          [issue]="issue"
          [number]="issues().length - index"
          [prints]="mine() && record.status !== 'recalled'"
        />
      } @empty {
        <p class="card state">{{ t('labels.none') }}</p>
      }
    } @else {
      <h1>{{ t('labels.title') }}</h1>
    }
    <dn-page-state [of]="answer" (again)="answer.reload()" />
  `,
})
export class LabelsPage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly id = input.required<string>();
  readonly answer = resource({
    params: () => this.id(),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/origin/batches/{id}', { path: { id: params } }, abortSignal),
  });
  /** A new round is a new form with ids of its own. */
  readonly round = signal(0);
  /** The newest first. */
  readonly issues = computed(() =>
    this.answer.hasValue() ? (this.answer.value().record.body.labels ?? []).toReversed() : [],
  );
  readonly mine = computed(() => this.answer.hasValue() && this.answer.value().record.owner === this.#session.unit());
}
