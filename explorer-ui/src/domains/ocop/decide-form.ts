import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import {
  councilPoints,
  starsOf,
  type CouncilBody,
  type RatingRulesBody,
  type RecordState,
  type SheetBody,
} from '@daunguon/records';
import { commandForm, versionOf } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { given, textInput } from '../../format/field-input.ts';
import { Words } from '../../i18n/words.ts';
import { blankDecision, decisionIn, decisionSpecs } from './decision-fields.ts';
import { OwnKeyNote, ownKeyHere } from './own-key-note.ts';

/** The province's decision on a council's points: what they win by the rules is shown first; the ledger computes it itself. */
@Component({
  selector: 'dn-decide-form',
  imports: [CommandFormView, OwnKeyNote],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (result() === undefined) {
      <p class="warn">{{ t('ocop.decide.waiting', { count: waiting() }) }}</p>
    } @else {
      <dn-command-form
        [form]="form"
        [specs]="specs()"
        [send]="t('ocop.act.decide')"
        [ready]="key()"
        (sent)="done.emit()"
      >
        @if (result(); as points) {
          <div before>
            <p>
              <strong>{{
                t('ocop.decide.result', { total: points.total, a: points.a, b: points.b, c: points.c })
              }}</strong>
            </p>
            <p>
              @if (gives()) {
                {{ t('ocop.decide.gives', { stars: stars() }) }}
              } @else if (stars() > 0) {
                {{ t('ocop.decide.national', { stars: rules().nationalStars }) }}
              } @else {
                {{ t('ocop.decide.none') }}
              }
            </p>
          </div>
        }
        <dn-own-key-note signing />
      </dn-command-form>
    }
  `,
})
export class DecideForm {
  readonly t = inject(Words).t;
  readonly key = ownKeyHere();
  readonly council = input.required<RecordState<CouncilBody>>();
  readonly sheets = input.required<readonly RecordState<SheetBody>[]>();
  readonly rules = input.required<RatingRulesBody>();
  readonly done = output();
  readonly form = commandForm(
    () => `ocop/decide/${versionOf(this.council())}`,
    { certificate: '', ...blankDecision() },
    { transaction: 'Ocop:DecideRating', path: '/api/ocop/ratings' },
    ({ certificate, ...decision }, { id }) => ({
      ...{ id, council: this.council().id, decision: decisionIn(decision) },
      ...(this.gives() ? given({ certificate: textInput(certificate) }) : {}),
    }),
  );
  readonly waiting = computed(() => this.sheets().filter(({ body }) => body.scores === undefined).length);
  readonly result = computed(() => {
    const scores = this.sheets().flatMap(({ body }) => (body.scores === undefined ? [] : [body.scores]));
    return this.waiting() > 0 || scores.length === 0 ? undefined : councilPoints(scores, this.rules().combine);
  });
  readonly stars = computed(() => starsOf(this.rules().bands, this.result()?.total ?? '0'));
  readonly gives = computed(() => this.stars() > 0 && this.stars() < this.rules().nationalStars);
  readonly specs = computed((): readonly FieldSpec[] => [
    ...decisionSpecs(this.t),
    ...(this.gives() ? [{ name: 'certificate', label: this.t('ocop.certificate'), maxlength: 60 }] : []),
  ]);
}
