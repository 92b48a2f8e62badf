import { ChangeDetectionStrategy, Component, computed, inject, output } from '@angular/core';
import { commandForm } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { given, textInput, wholeInput } from '../../../format/field-input.ts';
import { Words } from '../../../i18n/words.ts';
import { cropChoices } from '../crops.ts';
import { today } from '../../../format/today.ts';

/** The next rule set of a crop, from today or a later day on. */
@Component({
  selector: 'dn-crop-rules-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<dn-command-form [form]="form" [specs]="specs()" [send]="t('rules.set')" (sent)="sent.emit()">
    <button after type="button" class="secondary" (click)="another()">{{ t('rules.another') }}</button>
  </dn-command-form>`,
})
export class CropRulesForm {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly sent = output();
  readonly form = commandForm(
    'origin/crop-rules',
    { crop: '', from: today(), yieldPercent: '', tolerancePercent: '2', decision: '' },
    { transaction: 'Origin:SetCropRules', path: '/api/origin/crop-rules' },
    ({ crop, from, yieldPercent, tolerancePercent, decision }, { id }) => ({
      ...{ id, crop, from, yieldPercent: wholeInput(yieldPercent), tolerancePercent: wholeInput(tolerancePercent) },
      ...given({ decision: textInput(decision) }),
    }),
  );
  readonly specs = computed((): FieldSpec[] => [
    { name: 'crop', label: this.t('area.crop'), kind: 'choice', choices: cropChoices(this.words) },
    { name: 'from', label: this.t('rules.from'), kind: 'date' },
    {
      ...{ name: 'yieldPercent', label: this.t('rules.yield'), kind: 'number', maxlength: 3 },
      hint: this.t('rules.yield-hint'),
    },
    {
      ...{ name: 'tolerancePercent', label: this.t('rules.tolerance'), kind: 'number', maxlength: 2 },
      hint: this.t('rules.tolerance-hint'),
    },
    { name: 'decision', label: this.t('rules.decision'), optional: true, maxlength: 200 },
  ]);
  readonly another = (): void => location.reload();
}
