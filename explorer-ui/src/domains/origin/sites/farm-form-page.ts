import { ChangeDetectionStrategy, Component, computed, effect, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { commandForm } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { given, textInput, wholeInput } from '../../../format/field-input.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { Session } from '../../../session/session.ts';
import { PageState } from '../../../shell/page-state.ts';
import { growingAreas } from '../growing-areas.ts';
import { ownUnits } from '../units.ts';
import { communeChoices } from '../../../format/commune-choices.ts';

/** A farm inside a growing area: entered by the area's unit for itself, or by the department for any of its units. */
@Component({
  imports: [CommandFormView, PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <p class="back">
      <a routerLink="/origin/areas">{{ t('area.title') }}</a>
    </p>
    <h1>{{ t('farm.new') }}</h1>
    <p class="lead">{{ t('farm.lead') }}</p>
    <dn-page-state
      [of]="areas.all"
      [empty]="areas.items().length === 0"
      [emptyText]="t('batch.no-area')"
      (again)="areas.all.reload()"
    />
    @if (areas.items().length > 0) {
      <div class="card">
        <dn-command-form [form]="form" [specs]="specs()" [send]="t('batch.register-send')">
          <a after class="button secondary" [routerLink]="'/origin/areas/' + form.values().growingArea">
            {{ t('site.open-area') }}
          </a>
        </dn-command-form>
      </div>
    }
  `,
})
export class FarmFormPage {
  readonly #formats = inject(Formats);
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  /** From the address: id of the growing area. */
  readonly area = input<string>();
  readonly areas = growingAreas();
  readonly units = ownUnits(['farm', 'cooperative']);
  readonly form = commandForm(
    'origin/farm',
    { name: '', growingArea: '', commune: '', areaM2: '', unit: '' },
    { transaction: 'Origin:RegisterFarm', path: '/api/origin/farms' },
    ({ name, growingArea, commune, areaM2, unit }, { id }) => ({
      ...{ id, name: textInput(name), growingArea, commune },
      ...given({ unit, areaM2: wholeInput(areaM2) }),
    }),
  );
  readonly specs = computed((): FieldSpec[] => [
    { name: 'growingArea', label: this.t('batch.area'), kind: 'choice', choices: this.areas.choices() },
    { name: 'name', label: this.t('farm.name'), hint: this.t('farm.name-hint'), maxlength: 200 },
    ...(this.#session.unit() === ''
      ? [{ name: 'unit', label: this.t('site.unit'), kind: 'choice', choices: this.units.choices() } as const]
      : []),
    { name: 'commune', label: this.t('area.commune'), kind: 'choice', choices: communeChoices(this.#formats) },
    { name: 'areaM2', label: this.t('field.areaM2'), kind: 'number', optional: true, maxlength: 13 },
  ]);

  constructor() {
    const typed = computed(() => this.form.values().growingArea);
    effect(() => {
      const chosen = typed() || this.area();
      const area = this.areas.items().find(({ id }) => id === chosen);
      // A farm lies in its area's commune unless somebody says otherwise.
      if (area !== undefined) this.form.fill({ growingArea: area.id, commune: area.body.commune });
    });
  }
}
