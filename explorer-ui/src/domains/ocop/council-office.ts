import { ChangeDetectionStrategy, Component, computed, inject, input, output, signal } from '@angular/core';
import type { CouncilBody, RatingRulesBody, RecordState, SheetBody } from '@daunguon/records';
import { Words } from '../../i18n/words.ts';
import { DecideForm } from './decide-form.ts';
import { ReasonForm } from './reason-form.ts';

/** The department's steps of a council: end the scoring, record the decision, or cancel. */
@Component({
  selector: 'dn-council-office',
  imports: [DecideForm, ReasonForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (forms().length > 0) {
      <section class="card">
        <h2>{{ t('batch.actions') }}</h2>
        <div class="actions">
          @for (form of forms(); track form) {
            <button
              type="button"
              [class]="form === 'cancel' ? 'danger' : 'secondary'"
              [attr.aria-expanded]="open() === form"
              (click)="open.set(open() === form ? null : form)"
            >
              {{ t(form === 'end' ? 'ocop.act.end' : form === 'decide' ? 'ocop.act.decide' : 'ocop.act.cancel') }}
            </button>
          }
        </div>
        @switch (open()) {
          @case ('end') {
            <dn-reason-form
              [record]="council().id"
              transaction="Ocop:EndScoring"
              path="/api/ocop/councils/end-scoring"
              [lead]="t('ocop.end.lead', { sealed: sheets().length, members: council().body.members.length })"
              [send]="t('ocop.act.end')"
              (done)="changed.emit()"
            />
          }
          @case ('cancel') {
            <dn-reason-form
              [record]="council().id"
              transaction="Ocop:CancelCouncil"
              path="/api/ocop/councils/cancel"
              [reasonLabel]="t('ocop.cancel.reason')"
              [send]="t('ocop.act.cancel')"
              (done)="changed.emit()"
            />
          }
          @case ('decide') {
            <dn-decide-form [council]="council()" [sheets]="sheets()" [rules]="rules()" (done)="changed.emit()" />
          }
        }
      </section>
    }
  `,
})
export class CouncilOffice {
  readonly t = inject(Words).t;
  readonly council = input.required<RecordState<CouncilBody>>();
  readonly sheets = input.required<readonly RecordState<SheetBody>[]>();
  readonly rules = input.required<RatingRulesBody>();
  readonly changed = output();
  readonly open = signal<'end' | 'decide' | 'cancel' | null>(null);
  /** The opened form stays while its result is shown. */
  readonly forms = computed(() => {
    const { stage } = this.council().body;
    const offered = (['end', 'decide', 'cancel'] as const).filter((form) =>
      form === 'end'
        ? stage === 'scoring'
        : form === 'decide'
          ? stage === 'opening'
          : ['scoring', 'opening'].includes(stage),
    );
    const open = this.open();
    return open === null || offered.includes(open) ? offered : [...offered, open];
  });
}
