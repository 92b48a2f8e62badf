import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { unitKinds } from '@daunguon/records';
import { commandForm } from '../../command/command-form.ts';
import { CommandFormView } from '../../command/command-form-view.ts';
import type { FieldSpec } from '../../form/form-fields.ts';
import { TaxCodeLookup } from '../../form/tax-code-lookup.ts';
import { communeChoices } from '../../format/commune-choices.ts';
import { given, taxCodeInput, textInput } from '../../format/field-input.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { Organisations } from '../../record/organisations.ts';
import { Session } from '../../session/session.ts';

/** The organisation's registrar enters a unit: a cooperative, a school, a clinic. */
@Component({
  imports: [CommandFormView, RouterLink, TaxCodeLookup],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="back">
      <a routerLink="/registry/units">{{ t('nav.units') }}</a>
    </p>
    <h1>{{ t('units.new') }}</h1>
    <p class="lead">{{ t('units.new-lead', { organisation: organisation() }) }}</p>
    <div class="card">
      <dn-command-form [form]="form" [specs]="specs()" [send]="t('batch.register-send')">
        @if (form.values().taxCode) {
          <dn-tax-code-lookup [taxCode]="form.values().taxCode" />
        }
        <a after class="button secondary" [routerLink]="'/registry/units/' + form.ids().id">{{ t('units.open') }}</a>
      </dn-command-form>
    </div>
  `,
})
export class UnitFormPage {
  readonly #session = inject(Session);
  readonly #formats = inject(Formats);
  readonly #organisations = inject(Organisations);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly organisation = computed(() => this.#organisations.nameOf(this.#session.member()?.mspId ?? ''));
  readonly form = commandForm(
    'registry/unit',
    { name: '', nameEn: '', kind: '', commune: '', address: '', taxCode: '' },
    { transaction: 'Registry:RegisterUnit', path: '/api/registry/units' },
    ({ name, nameEn, kind, commune, address, taxCode }, { id }) => ({
      ...{ id, kind, commune, name: textInput(name) },
      ...given({ nameEn: textInput(nameEn), address: textInput(address), taxCode: taxCodeInput(taxCode) }),
    }),
  );
  readonly specs = computed((): FieldSpec[] => [
    { name: 'name', label: this.t('record.name'), hint: this.t('units.name-hint'), maxlength: 200 },
    { name: 'nameEn', label: this.t('units.name-en'), optional: true, maxlength: 200 },
    {
      ...{ name: 'kind', label: this.t('units.kind'), kind: 'choice' },
      choices: unitKinds.map((value) => ({ value, label: this.words.of('kind', value) })),
    },
    { name: 'commune', label: this.t('area.commune'), kind: 'find', choices: communeChoices(this.#formats) },
    { name: 'address', label: this.t('units.address'), optional: true, maxlength: 300 },
    {
      ...{ name: 'taxCode', label: this.t('field.taxCode'), hint: this.t('units.tax-hint') },
      ...{ optional: true, maxlength: 20 },
    },
  ]);
}
