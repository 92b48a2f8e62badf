import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { commandForm } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { Formats } from '../../../format/formats.ts';
import { given, textInput, wholeInput } from '../../../format/field-input.ts';
import { Words } from '../../../i18n/words.ts';
import { PageState } from '../../../shell/page-state.ts';
import { cropChoices } from '../crops.ts';
import { ownUnits } from '../units.ts';
import { communeChoices } from '../../../format/commune-choices.ts';
import { PolygonField } from './polygon-field.ts';
import { polygonIn } from './site-changes.ts';

const blank = {
  ...{ puc: '', name: '', unit: '', crop: '', variety: '', commune: '', areaM2: '', maxYieldKgPerHa: '' },
  ...{ households: '', geojson: '' },
};

/** The department enters a growing area under its code (PUC, mã số vùng trồng). */
@Component({
  imports: [CommandFormView, PageState, PolygonField, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="back">
      <a routerLink="/origin/areas">{{ t('area.title') }}</a>
    </p>
    <h1>{{ t('site.new-area') }}</h1>
    <dn-page-state [of]="units.all" (again)="units.all.reload()" />
    <div class="card">
      <dn-command-form [form]="form" [specs]="specs()" [send]="t('batch.register-send')">
        <dn-polygon-field
          [text]="form.values().geojson"
          [error]="form.run.fields()['/polygonE7']"
          (changed)="form.set(['geojson', $event])"
          (area)="form.set(['areaM2', String($event)])"
        />
        <a after class="button secondary" [routerLink]="'/origin/areas/' + form.ids().id">{{ t('site.open-area') }}</a>
      </dn-command-form>
    </div>
  `,
})
export class AreaFormPage {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly String = String;
  readonly #formats = inject(Formats);
  readonly units = ownUnits(['farm', 'cooperative', 'packing-house']);
  readonly form = commandForm(
    'origin/growing-area',
    blank,
    { transaction: 'Origin:RegisterGrowingArea', path: '/api/origin/growing-areas' },
    ({ geojson, puc, name, variety, unit, crop, commune, ...numbers }, { id }) => ({
      ...{ id, unit, crop, commune, puc: textInput(puc), name: textInput(name) },
      ...given({ variety: textInput(variety), households: wholeInput(numbers.households) }),
      ...{ areaM2: wholeInput(numbers.areaM2), maxYieldKgPerHa: wholeInput(numbers.maxYieldKgPerHa) },
      ...polygonIn(geojson),
    }),
  );
  readonly specs = computed((): FieldSpec[] => [
    { name: 'puc', label: this.t('area.puc'), hint: this.t('site.puc-hint'), maxlength: 40 },
    { name: 'name', label: this.t('record.name'), maxlength: 200 },
    { name: 'unit', label: this.t('site.unit'), kind: 'choice', choices: this.units.choices() },
    { name: 'crop', label: this.t('area.crop'), kind: 'choice', choices: cropChoices(this.words) },
    { name: 'variety', label: this.t('diary.variety'), optional: true, maxlength: 80 },
    { name: 'commune', label: this.t('area.commune'), kind: 'choice', choices: communeChoices(this.#formats) },
    { name: 'areaM2', label: this.t('field.areaM2'), kind: 'number', maxlength: 13 },
    { name: 'maxYieldKgPerHa', label: this.t('field.maxYieldKgPerHa'), kind: 'number', maxlength: 9 },
    { name: 'households', label: this.t('site.households'), kind: 'number', optional: true, maxlength: 7 },
  ]);
}
