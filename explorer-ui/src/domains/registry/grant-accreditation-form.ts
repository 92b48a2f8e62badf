import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { capabilities, grantingOrganisations, type RecordState, type UnitBody } from '@daunguon/records';
import { commandForm } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { given, instantInput, textInput } from '../../format/field-input.ts';
import { inYears, today } from '../../format/today.ts';
import { Words } from '../../i18n/words.ts';

/** The organisation lets one of its units do certain things between two days; only what it may accredit for is offered. */
@Component({
  selector: 'dn-grant-accreditation-form',
  imports: [CommandFormView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<dn-command-form
    [form]="form"
    [specs]="specs()"
    [send]="t('accreditation.grant')"
    (sent)="sent.emit()"
  />`,
})
export class GrantAccreditationForm {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly unit = input.required<RecordState<UnitBody>>();
  readonly sent = output();
  readonly form = commandForm(
    () => `registry/accreditation/${this.unit().id}`,
    { may: '', from: today(), until: inYears(1), decision: '' },
    { transaction: 'Registry:GrantAccreditation', path: '/api/registry/accreditations' },
    ({ may, from, until, decision }, { id }) => ({
      ...{ id, unit: this.unit().id, may: may.split(' ') },
      ...{ from: instantInput(`${from}T00:00`), until: instantInput(`${until}T23:59`) },
      ...given({ decision: textInput(decision) }),
    }),
  );
  readonly specs = computed((): FieldSpec[] => [
    {
      ...{ name: 'may', label: this.t('accreditation.may'), kind: 'many' },
      choices: capabilities
        .filter((one) => grantingOrganisations[one].includes(this.unit().body.organisation))
        .map((value) => ({ value, label: this.words.of('may', value) })),
    },
    { name: 'from', label: this.t('accreditation.from'), kind: 'date' },
    { name: 'until', label: this.t('accreditation.until'), kind: 'date' },
    { name: 'decision', label: this.t('accreditation.decision'), optional: true, maxlength: 200 },
  ]);
}
