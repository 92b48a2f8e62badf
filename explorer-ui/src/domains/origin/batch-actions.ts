import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { BatchAnswer } from '../../api/answers.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { batchActions, type BatchAction } from './batch-choices.ts';
import { LabelLink } from './label-link.ts';
import { ReleaseForm } from './release-form.ts';
import { RecallForm } from './recall-form.ts';
import { ReceiveForm } from './receive-form.ts';
import { ShipForm } from './ship-form.ts';
import { SplitForm } from './split-form.ts';

const words = {
  receive: 'batch.receive',
  ship: 'batch.ship',
  split: 'batch.split',
  release: 'batch.release',
  recall: 'recall.title',
} as const;

/** What the person can do with a batch: one form at a time. */
@Component({
  selector: 'dn-batch-actions',
  imports: [LabelLink, RecallForm, ReceiveForm, ReleaseForm, ShipForm, SplitForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <section class="card">
      <h2>{{ t('batch.actions') }}</h2>
      @if (actions().length === 0 && open() === null) {
        <p>{{ t('batch.no-actions') }}</p>
      }
      <div class="actions">
        @for (action of forms(); track action) {
          <button
            type="button"
            [class]="action === 'recall' ? 'danger' : 'secondary'"
            [attr.aria-expanded]="open() === action"
            (click)="open.set(open() === action ? null : action)"
          >
            {{ t(words[action]) }}
          </button>
        }
        @if (actions().includes('label')) {
          <dn-label-link [id]="answer().record.id" [proven]="true" />
        }
      </div>
      @switch (open()) {
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
          <dn-release-form [batch]="answer().record" (done)="changed.emit()" />
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
  readonly open = signal<keyof typeof words | null>(null);
  readonly actions = computed<readonly BatchAction[]>(() => {
    const member = this.#session.member();
    return member === null ? [] : batchActions(this.answer().record, member);
  });
  /** The opened form stays while its result is shown, though the batch may offer it no more. */
  readonly forms = computed(() => {
    const offered = this.actions().flatMap((action) => (action === 'label' ? [] : [action]));
    const open = this.open();
    return open === null || offered.includes(open) ? offered : [...offered, open];
  });
}
