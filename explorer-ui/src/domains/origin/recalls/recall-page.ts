import { ChangeDetectionStrategy, Component, computed, inject, input, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RecallBody } from '@daunguon/records';
import { Api } from '../../../api/api.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { RecordView } from '../../../record/record-view.ts';
import { StatusBadge } from '../../../record/status-badge.ts';
import { Session } from '../../../session/session.ts';
import { PageState } from '../../../shell/page-state.ts';
import { RelativesTable } from '../relatives-table.ts';
import { LiftForm } from './lift-form.ts';

/** A recall notice: the lot, its descendants with their marks, and for inspectors the way to end it. */
@Component({
  imports: [LiftForm, PageState, RecordView, RelativesTable, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="back">
      <a routerLink="/origin/recalls">{{ t('recall.list') }}</a>
    </p>
    @if (answer.hasValue()) {
      @let record = answer.value().record;
      <h1>
        {{ t('recall.one') }}
        @if (batch.hasValue()) {
          <span class="lot">{{ batch.value().record.body.lot }}</span>
        }
      </h1>
      <p class="lead"><dn-status [status]="record.status" /> {{ t(classWord(record.body.class)) }}</p>
      <section class="card">
        <p>
          <strong>{{ record.body.reason }}</strong>
        </p>
        @if (record.body.lift; as lift) {
          <p class="good">{{ t('recall.lifted', { when: formats.time(lift.at), reason: lift.reason }) }}</p>
        }
        <a [routerLink]="'/origin/batches/' + record.body.batch">{{ t('batch.open') }}</a>
      </section>
      @if (lifts() && (record.status !== 'closed' || sent())) {
        <section class="card">
          <h2>{{ t('recall.lift') }}</h2>
          <dn-lift-form [notice]="record.id" (sent)="reload()" />
        </section>
      }
      @if (batch.hasValue()) {
        <section class="card">
          <h2>{{ t('recall.affected') }}</h2>
          <dn-relatives
            [relatives]="batch.value().genealogy.downstream"
            [none]="t('batch.none-downstream')"
            [label]="t('recall.affected')"
          />
        </section>
      }
      <dn-record-view [answer]="answer.value()" />
    } @else {
      <h1>{{ t('recall.one') }}</h1>
    }
    <dn-page-state [of]="answer" (again)="answer.reload()" />
  `,
})
export class RecallPage {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly id = input.required<string>();
  readonly answer = resource({
    params: () => this.id(),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/origin/recalls/{id}', { path: { id: params } }, abortSignal),
  });
  readonly batch = resource({
    params: () => (this.answer.hasValue() ? this.answer.value().record.body.batch : undefined),
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/origin/batches/{id}', { path: { id: params } }, abortSignal),
  });
  readonly lifts = computed(() => this.#session.role() === 'inspector');
  /** The form stays while its result is shown. */
  readonly sent = signal(false);
  readonly classWord = (of: RecallBody['class']) => `recall.class.${of}` as const;

  reload(): void {
    this.sent.set(true);
    this.answer.reload();
    this.batch.reload();
  }
}
