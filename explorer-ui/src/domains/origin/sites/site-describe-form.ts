import { ChangeDetectionStrategy, Component, computed, inject, input, output, type OnInit } from '@angular/core';
import type { GrowingAreaBody, PackingHouseBody, RecordState } from '@daunguon/records';
import { commandForm, versionOf } from '../../../command/command-form.ts';
import { CommandFormView } from '../../../command/command-form-view.ts';
import type { FieldSpec } from '../../../form/form-fields.ts';
import { textInput } from '../../../format/field-input.ts';
import { Words } from '../../../i18n/words.ts';
import { cropChoices } from '../crops.ts';
import { PolygonField } from './polygon-field.ts';
import { blankSite, isArea, siteChanges, textsOf } from './site-changes.ts';

const targets = {
  area: { transaction: 'Origin:UpdateGrowingArea', path: '/api/origin/growing-areas/update' },
  house: { transaction: 'Origin:UpdatePackingHouse', path: '/api/origin/packing-houses/update' },
} as const;

/** The description of a growing area or packing house as it should be, and why; its earlier one stays readable. */
@Component({
  selector: 'dn-site-describe-form',
  imports: [CommandFormView, PolygonField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dn-command-form
      [form]="form"
      [specs]="specs()"
      [send]="t('site.describe')"
      [ready]="differs()"
      (sent)="sent.emit()"
    >
      @if (ofArea()) {
        <dn-polygon-field
          [text]="form.values().geojson"
          [error]="form.run.fields()['/polygonE7']"
          (changed)="form.set(['geojson', $event])"
          (area)="form.set(['areaM2', '' + $event])"
        />
      }
    </dn-command-form>
  `,
})
export class SiteDescribeForm implements OnInit {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly site = input.required<RecordState<GrowingAreaBody | PackingHouseBody>>();
  readonly sent = output();
  readonly ofArea = computed(() => isArea(this.site().body));
  readonly form = commandForm(
    () => `origin/site-description/${versionOf(this.site())}`,
    blankSite,
    () => targets[this.ofArea() ? 'area' : 'house'],
    (typed) => ({ id: this.site().id, ...siteChanges(this.site().body, typed), reason: textInput(typed.reason) }),
  );
  /** A version that changes nothing is none. */
  readonly differs = computed(() => Object.keys(siteChanges(this.site().body, this.form.values())).length > 0);
  readonly specs = computed((): readonly FieldSpec[] => [
    { name: 'name', label: this.t('record.name'), maxlength: 200 },
    ...(this.ofArea() ? this.#ofArea() : this.#ofHouse()),
    { name: 'reason', label: this.t('site.reason') },
  ]);
  readonly #ofArea = (): FieldSpec[] => [
    { name: 'variety', label: this.t('diary.variety'), optional: true, maxlength: 80 },
    { name: 'areaM2', label: this.t('field.areaM2'), kind: 'number', maxlength: 13 },
    { name: 'maxYieldKgPerHa', label: this.t('field.maxYieldKgPerHa'), kind: 'number', maxlength: 9 },
    { name: 'households', label: this.t('site.households'), kind: 'number', optional: true, maxlength: 7 },
  ];
  readonly #ofHouse = (): FieldSpec[] => [
    { name: 'crops', label: this.t('house.crops'), kind: 'many', choices: cropChoices(this.words) },
    { name: 'capacityKgPerDay', label: this.t('house.capacity'), kind: 'number', optional: true, maxlength: 11 },
  ];

  ngOnInit(): void {
    this.form.fill(textsOf(this.site().body));
  }
}
