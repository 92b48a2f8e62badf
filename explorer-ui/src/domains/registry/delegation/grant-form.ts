import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { commandForm } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import type { Choice } from '../../../form/select-field.ts';
import { instantInput } from '../../../format/field-input.ts';
import { inYears } from '../../../format/today.ts';
import { Words } from '../../../i18n/words.ts';

/** The person's unit lets another record in its name, until the end of a day: the ledger takes two years at most, one is offered. */
@Component({
  selector: 'dn-grant-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<dn-command-form [form]="form" [specs]="specs()" [send]="t('book.delegate-give')" (sent)="done.emit()" />`,
})
export class GrantForm {
  readonly t = inject(Words).t;
  readonly principal = input.required<string>();
  readonly units = input.required<readonly Choice[]>();
  readonly done = output();
  readonly form = commandForm(
    () => `registry/delegate/${this.principal()}`,
    { delegate: '', until: inYears(1) },
    { transaction: 'Registry:GrantDelegation', path: '/api/registry/delegations' },
    ({ delegate, until }, { id }) => ({
      ...{ id, delegate, principal: this.principal() },
      until: instantInput(`${until}T23:59`),
    }),
  );
  readonly specs = computed((): FieldSpec[] => [
    { name: 'delegate', label: this.t('book.delegate-to'), kind: 'find', choices: this.units() },
    {
      ...{ name: 'until', label: this.t('book.delegate-until'), kind: 'date', max: inYears(2) },
      hint: this.t('book.delegate-until-hint'),
    },
  ]);
}
