import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { CouncilBody, RatingRulesBody, RecordState, SheetBody } from '@daunguon/records';
import { FormButtons } from '../../command/form-buttons.ts';
import { openForm } from '../../command/open-form.ts';
import { ReasonForm } from '../../command/reason-form.ts';
import { Words } from '../../i18n/words.ts';
import { DecideForm } from './decide-form.ts';

/** The department's steps of a council: end the scoring, record the decision, or cancel. */
@Component({
  selector: 'dn-council-office',
  imports: [DecideForm, FormButtons, ReasonForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (forms.names().length > 0) {
      <section class="card">
        <h2>{{ t('batch.actions') }}</h2>
        <dn-form-buttons [forms]="forms" [words]="words" [danger]="['cancel']" />
        @switch (forms.open()) {
          @case ('end') {
            <dn-reason-form
              [record]="council()"
              transaction="Ocop:EndScoring"
              path="/api/ocop/councils/end-scoring"
              [lead]="t('ocop.end.lead', { sealed: sheets().length, members: council().body.members.length })"
              [send]="t('ocop.act.end')"
              (done)="changed.emit()"
            />
          }
          @case ('cancel') {
            <dn-reason-form
              [record]="council()"
              transaction="Ocop:CancelCouncil"
              path="/api/ocop/councils/cancel"
              [reasonLabel]="t('ocop.cancel.reason')"
              [danger]="true"
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
  readonly words = { end: 'ocop.act.end', decide: 'ocop.act.decide', cancel: 'ocop.act.cancel' } as const;
  readonly forms = openForm(
    computed((): readonly (keyof typeof this.words)[] => {
      const { stage } = this.council().body;
      if (stage === 'scoring') return ['end', 'cancel'];
      return stage === 'opening' ? ['decide', 'cancel'] : [];
    }),
  );
}
