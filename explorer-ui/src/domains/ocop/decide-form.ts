import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import {
  councilPoints,
  starsOf,
  type CouncilBody,
  type RatingRulesBody,
  type RecordState,
  type SheetBody,
} from '@daunguon/records';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { draft } from '../../form/draft.ts';
import { FormFields, type FieldSpec } from '../../form/form-fields.ts';
import { Words } from '../../i18n/words.ts';
import { blankDecision, decisionIn, decisionSpecs, trimmed } from './decision-fields.ts';
import { OwnKeyNote, ownKeyHere } from './own-key-note.ts';

/** The province's decision on a council's points: what they win by the rules is shown first; the ledger computes it itself. */
@Component({
  selector: 'dn-decide-form',
  imports: [CommandProgress, FormFields, OwnKeyNote],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!run.done()) {
      @if (result(); as points) {
        <form class="form" novalidate (submit)="submit($event)">
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
          <dn-form-fields [specs]="specs()" [values]="form()" [errors]="run.fields()" (changed)="set($event)" />
          <dn-own-key-note />
          <button type="submit" class="primary" [disabled]="run.busy() || !key()">{{ t('ocop.act.decide') }}</button>
        </form>
      } @else {
        <p class="warn">{{ t('ocop.decide.waiting', { count: waiting() }) }}</p>
      }
    }
    <dn-command-progress [run]="run" />
  `,
})
export class DecideForm {
  readonly t = inject(Words).t;
  readonly key = ownKeyHere();
  readonly council = input.required<RecordState<CouncilBody>>();
  readonly sheets = input.required<readonly RecordState<SheetBody>[]>();
  readonly rules = input.required<RatingRulesBody>();
  readonly done = output();
  readonly run = commandRun();
  readonly #draft = draft(`ocop/decide/${location.pathname}`, {
    ...{ requestId: freshId(), id: freshId(), certificate: '', ...blankDecision() },
  });
  readonly form = this.#draft.value;
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

  set([name, value]: readonly [string, string]): void {
    this.form.update((form) => ({ ...form, [name]: value }));
  }

  async submit(event: Event): Promise<void> {
    event.preventDefault();
    const form = this.form();
    const certificate = this.gives() && trimmed(form.certificate) !== '' ? trimmed(form.certificate) : undefined;
    const base = { requestId: form.requestId, id: form.id, council: this.council().id, decision: decisionIn(form) };
    const command = certificate === undefined ? base : { ...base, certificate };
    if (!(await this.run.send('Ocop:DecideRating', '/api/ocop/ratings', command))) return;
    this.#draft.done();
    this.done.emit();
  }
}
