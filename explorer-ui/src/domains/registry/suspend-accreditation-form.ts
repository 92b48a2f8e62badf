import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { commandForm, versionOf } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { textInput } from '../../format/field-input.ts';
import { Words } from '../../i18n/words.ts';

/** Ends what an accreditation allows, at once and for good: the ledger has no way back but a new one. */
@Component({
  selector: 'dn-suspend-accreditation-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<dn-command-form
    [form]="form"
    [specs]="specs()"
    [danger]="true"
    [send]="t('accreditation.suspend')"
    (sent)="sent.emit()"
  />`,
})
export class SuspendAccreditationForm {
  readonly t = inject(Words).t;
  readonly accreditation = input.required<{ readonly id: string; readonly version: number }>();
  readonly sent = output();
  readonly form = commandForm(
    () => `registry/suspend/${versionOf(this.accreditation())}`,
    { reason: '' },
    { transaction: 'Registry:SuspendAccreditation', path: '/api/registry/accreditations/suspend' },
    ({ reason }) => ({ id: this.accreditation().id, reason: textInput(reason) }),
  );
  readonly specs = computed((): FieldSpec[] => [
    { name: 'reason', label: this.t('accreditation.reason'), hint: this.t('accreditation.suspend-hint') },
  ]);
}
