import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { commandForm } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { given, textInput, wholeInput } from '../../../format/field-input.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { PageState } from '../../../shell/page-state.ts';
import { cropChoices } from '../crops.ts';
import { ownUnits } from '../units.ts';
import { communeChoices } from '../../../format/commune-choices.ts';

/** The department enters a packing house under its code (PHC, mã số cơ sở đóng gói). */
@Component({
  imports: [CommandFormView, PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="back">
      <a routerLink="/origin/packing-houses">{{ t('house.title') }}</a>
    </p>
    <h1>{{ t('house.new') }}</h1>
    <dn-page-state [of]="units.all" (again)="units.all.reload()" />
    <div class="card">
      <dn-command-form [form]="form" [specs]="specs()" [send]="t('batch.register-send')">
        <a after class="button secondary" [routerLink]="'/origin/packing-houses/' + form.ids().id">
          {{ t('house.open') }}
        </a>
      </dn-command-form>
    </div>
  `,
})
export class HouseFormPage {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly #formats = inject(Formats);
  readonly units = ownUnits(['packing-house', 'cooperative']);
  readonly form = commandForm(
    'origin/packing-house',
    { phc: '', name: '', unit: '', commune: '', crops: '', capacityKgPerDay: '' },
    { transaction: 'Origin:RegisterPackingHouse', path: '/api/origin/packing-houses' },
    ({ phc, name, unit, commune, crops, capacityKgPerDay }, { id }) => ({
      ...{ id, unit, commune, phc: textInput(phc), name: textInput(name), crops: crops.split(' ') },
      ...given({ capacityKgPerDay: wholeInput(capacityKgPerDay) }),
    }),
  );
  readonly specs = computed((): FieldSpec[] => [
    { name: 'phc', label: this.t('house.phc'), hint: this.t('site.puc-hint'), maxlength: 40 },
    { name: 'name', label: this.t('record.name'), maxlength: 200 },
    { name: 'unit', label: this.t('site.unit'), kind: 'choice', choices: this.units.choices() },
    { name: 'commune', label: this.t('area.commune'), kind: 'choice', choices: communeChoices(this.#formats) },
    { name: 'crops', label: this.t('house.crops'), kind: 'many', choices: cropChoices(this.words) },
    { name: 'capacityKgPerDay', label: this.t('house.capacity'), kind: 'number', optional: true, maxlength: 11 },
  ]);
}
