import { ChangeDetectionStrategy, Component, computed, inject, input, output, resource } from '@angular/core';
import type { ProductBody, RecordState } from '@daunguon/records';
import { Api } from '../../api/api.ts';
import { commandForm, versionOf } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { decimalInput, given, textInput } from '../../format/field-input.ts';
import { Words } from '../../i18n/words.ts';
import { blankDecision, decisionIn, decisionSpecs } from './decision-fields.ts';
import { OwnKeyNote, ownKeyHere } from './own-key-note.ts';

/** What the ministry decided on a product of 90 points and more. */
@Component({
  selector: 'dn-national-form',
  imports: [CommandFormView, OwnKeyNote],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-command-form
      [form]="form"
      [specs]="specs()"
      [send]="t('ocop.act.national')"
      [ready]="key() && rating() !== undefined"
      (sent)="done.emit()"
    >
      <dn-own-key-note signing />
    </dn-command-form>
  `,
})
export class NationalForm {
  readonly #api = inject(Api);
  readonly t = inject(Words).t;
  readonly key = ownKeyHere();
  readonly product = input.required<RecordState<ProductBody>>();
  readonly done = output();
  readonly form = commandForm(
    () => `ocop/national/${versionOf(this.product())}`,
    { points: '', certificate: '', ...blankDecision() },
    { transaction: 'Ocop:RecordNationalDecision', path: '/api/ocop/ratings/national' },
    ({ points, certificate, ...decision }) => ({
      ...{ id: this.rating() ?? '', points: decimalInput(points), decision: decisionIn(decision) },
      ...given({ certificate: textInput(certificate) }),
    }),
  );
  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'points', label: this.t('ocop.national.points'), kind: 'number', maxlength: 6 },
    ...decisionSpecs(this.t),
    {
      ...{ name: 'certificate', label: this.t('ocop.certificate'), optional: true, maxlength: 60 },
      hint: this.t('ocop.national.certificate-hint'),
    },
  ]);
  readonly #ratings = resource({
    params: () => this.product().id,
    loader: ({ params, abortSignal }) =>
      this.#api.get('/api/ocop/ratings', { query: { subject: params } }, abortSignal),
  });
  /** The rating that waits for the ministry. */
  readonly rating = computed(() =>
    this.#ratings.hasValue()
      ? this.#ratings.value().items.find(({ body }) => body.stage === 'proposed5')?.id
      : undefined,
  );
}
