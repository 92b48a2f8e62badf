import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { commandForm } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { textInput } from '../../../format/field-input.ts';
import { Words } from '../../../i18n/words.ts';

/** Either unit ends a delegation, saying why. What was recorded until then stays. */
@Component({
  selector: 'dn-end-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<dn-command-form
    [form]="form"
    [specs]="specs()"
    [danger]="true"
    [send]="t('book.delegate-end')"
    (sent)="done.emit()"
  />`,
})
export class EndForm {
  readonly t = inject(Words).t;
  readonly delegation = input.required<string>();
  readonly done = output();
  readonly form = commandForm(
    () => `registry/end/${this.delegation()}`,
    { reason: '' },
    { transaction: 'Registry:EndDelegation', path: '/api/registry/delegations/end' },
    ({ reason }) => ({ id: this.delegation(), reason: textInput(reason) }),
  );
  readonly specs = computed((): FieldSpec[] => [
    { name: 'reason', label: this.t('book.delegate-end-reason'), hint: this.t('book.delegate-end-hint') },
  ]);
}
