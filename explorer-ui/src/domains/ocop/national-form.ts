import { ChangeDetectionStrategy, Component, computed, inject, input, output, resource } from '@angular/core';
import type { ProductBody, RatingBody, RecordState } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import type { ListAnswer } from '../../api/answers.ts';
import { CommandProgress } from '../../command/command-progress.ts';
import { commandRun, freshId } from '../../command/command-run.ts';
import { draft } from '../../form/draft.ts';
import { FormFields, type FieldSpec } from '../../form/form-fields.ts';
import { Words } from '../../i18n/words.ts';
import { blankDecision, decisionIn, decisionSpecs, pointsIn, trimmed } from './decision-fields.ts';
import { OwnKeyNote, ownKeyHere } from './own-key-note.ts';

/** What the ministry decided on a product of 90 points and more. */
@Component({
  selector: 'dn-national-form',
  imports: [CommandProgress, FormFields, OwnKeyNote],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (!run.done()) {
      <form class="form" novalidate (submit)="submit($event)">
        <dn-form-fields [specs]="specs()" [values]="form()" [errors]="run.fields()" (changed)="set($event)" />
        <dn-own-key-note />
        <button type="submit" class="primary" [disabled]="run.busy() || !key() || !rating.hasValue()">
          {{ t('ocop.act.national') }}
        </button>
      </form>
    }
    <dn-command-progress [run]="run" />
  `,
})
export class NationalForm {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly key = ownKeyHere();
  readonly product = input.required<RecordState<ProductBody>>();
  readonly done = output();
  readonly run = commandRun();
  readonly #draft = draft(`ocop/national/${location.pathname}`, {
    ...{ requestId: freshId(), points: '', certificate: '', ...blankDecision() },
  });
  readonly form = this.#draft.value;
  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'points', label: this.t('ocop.national.points'), kind: 'number', maxlength: 6 },
    ...decisionSpecs(this.t),
    {
      ...{ name: 'certificate', label: this.t('ocop.certificate'), optional: true, maxlength: 60 },
      hint: this.t('ocop.national.certificate-hint'),
    },
  ]);
  /** The rating that waits for the ministry. */
  readonly rating = resource({
    params: () => this.product().id,
    loader: async ({ params, abortSignal }) => {
      const { items } = await this.#api.get<ListAnswer<RatingBody>>(`/api/ocop/ratings?subject=${params}`, abortSignal);
      return items.find(({ body }) => body.stage === 'proposed5');
    },
  });

  set([name, value]: readonly [string, string]): void {
    this.form.update((form) => ({ ...form, [name]: value }));
  }

  async submit(event: Event): Promise<void> {
    event.preventDefault();
    const rating = this.rating.hasValue() ? this.rating.value() : undefined;
    if (rating === undefined) return;
    const form = this.form();
    const certificate = trimmed(form.certificate);
    const sent = await this.run.send('Ocop:RecordNationalDecision', '/api/ocop/ratings/national', {
      ...{ requestId: form.requestId, id: rating.id, points: pointsIn(form.points), decision: decisionIn(form) },
      ...(certificate === '' ? {} : { certificate }),
    } as { requestId: string });
    if (!sent) return;
    this.#draft.done();
    this.done.emit();
  }
}
