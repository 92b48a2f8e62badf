import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { BatchAnswer } from '../../api/answers.ts';
import { FormButtons } from '../../command/form-buttons.ts';
import { openForm } from '../../command/open-form.ts';
import { ReasonForm } from '../../command/reason-form.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { batchActions, type BatchAction } from './batch-choices.ts';
import { DestroyForm } from './destroy-form.ts';
import { LabelLink } from './label-link.ts';
import { RecallForm } from './recall-form.ts';
import { ReceiveForm } from './receive-form.ts';
import { SellForm } from './sell-form.ts';
import { ShipForm } from './ship-form.ts';
import { SplitForm } from './split-form.ts';

const words = {
  receive: 'batch.receive',
  ship: 'batch.ship',
  split: 'batch.split',
  sell: 'batch.sell',
  destroy: 'batch.destroy',
  release: 'batch.release',
  recall: 'recall.title',
} as const;

/** What the person can do with a batch: one form at a time. */
@Component({
  selector: 'dn-batch-actions',
  imports: [
    DestroyForm,
    FormButtons,
    LabelLink,
    RecallForm,
    ReceiveForm,
    ReasonForm,
    RouterLink,
    SellForm,
    ShipForm,
    SplitForm,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2>{{ t('batch.actions') }}</h2>
      @if (actions().length === 0 && forms.open() === null) {
        <p>{{ t('batch.no-actions') }}</p>
      }
      <dn-form-buttons [forms]="forms" [words]="words" [danger]="['recall', 'destroy']">
        @if (actions().includes('label')) {
          <dn-label-link [id]="answer().record.id" [proven]="true" />
        }
        @if (actions().includes('merge')) {
          <a class="button secondary" [routerLink]="'/origin/batches/' + answer().record.id + '/merge'">
            {{ t('batch.merge') }}
          </a>
        }
      </dn-form-buttons>
      @switch (forms.open()) {
        @case ('ship') {
          <dn-ship-form [batch]="answer().record" (done)="changed.emit()" />
        }
        @case ('split') {
          <dn-split-form [batch]="answer().record" (done)="changed.emit()" />
        }
        @case ('receive') {
          <dn-receive-form [batch]="answer().record" (done)="changed.emit()" />
        }
        @case ('release') {
          <dn-reason-form
            [record]="answer().record"
            transaction="Origin:ReleaseBatch"
            path="/api/origin/release"
            [reasonLabel]="t('batch.release-reason')"
            [send]="t('batch.release')"
            (done)="changed.emit()"
          />
        }
        @case ('sell') {
          <dn-sell-form [batch]="answer().record" (done)="changed.emit()" />
        }
        @case ('destroy') {
          <dn-destroy-form [batch]="answer().record" (done)="changed.emit()" />
        }
        @case ('recall') {
          <dn-recall-form [answer]="answer()" (done)="changed.emit()" />
        }
      }
    </section>
  `,
})
export class BatchActions {
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly words = words;
  readonly answer = input.required<BatchAnswer>();
  readonly changed = output();
  readonly actions = computed<readonly BatchAction[]>(() => {
    const member = this.#session.member();
    return member === null ? [] : batchActions(this.answer().record, member);
  });
  readonly forms = openForm(
    computed(() => this.actions().flatMap((action) => (action === 'label' || action === 'merge' ? [] : [action]))),
  );
}
