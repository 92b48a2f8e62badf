import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { ProductBody, RecordState } from '@daunguon/records';
import { commandForm, versionOf } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { textInput } from '../../format/field-input.ts';
import { Words } from '../../i18n/words.ts';
import { blankDecision, decisionIn, decisionSpecs } from './decision-fields.ts';
import { OwnKeyNote, ownKeyHere } from './own-key-note.ts';

/** Takes the stars away: why, by which decision; sent only after the person has said that they mean it. */
@Component({
  selector: 'dn-revoke-form',
  imports: [CommandFormView, OwnKeyNote],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-command-form
      [form]="form"
      [specs]="specs()"
      [send]="t('ocop.act.revoke')"
      [ready]="key() && sure()"
      [danger]="true"
      (sent)="done.emit()"
    >
      <p class="warning" before>
        <strong>⛔ {{ t('ocop.revoke.warning') }}</strong>
      </p>
      <label class="choice">
        <input type="checkbox" [checked]="sure()" (change)="form.set(['sure', sure() ? '' : 'yes'])" />
        {{ t('ocop.revoke.sure', { name: product().body.name }) }}
      </label>
      <dn-own-key-note signing />
    </dn-command-form>
  `,
})
export class RevokeForm {
  readonly t = inject(Words).t;
  readonly key = ownKeyHere();
  readonly product = input.required<RecordState<ProductBody>>();
  readonly done = output();
  readonly form = commandForm(
    () => `ocop/revoke/${versionOf(this.product())}`,
    { reason: '', sure: '', ...blankDecision() },
    { transaction: 'Ocop:RevokeRating', path: '/api/ocop/ratings/revoke' },
    ({ reason, sure: _, ...decision }) => ({
      ...{ id: this.product().body.rating?.record ?? '', reason: textInput(reason), decision: decisionIn(decision) },
    }),
  );
  readonly sure = computed(() => this.form.values().sure !== '');
  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'reason', label: this.t('ocop.revoke.reason') },
    ...decisionSpecs(this.t),
  ]);
}
