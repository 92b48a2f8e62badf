import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { FileChoice } from '../../../form/file-choice.ts';
import { Formats } from '../../../format/formats.ts';
import { Words } from '../../../i18n/words.ts';
import { CommuneMapView } from '../../../map/commune-map-view.ts';
import { boundaryOf } from './geojson-polygon.ts';

/** A boundary as GeoJSON, pasted or from a file; drawn as it is understood, before anything is recorded. */
@Component({
  selector: 'dn-polygon-field',
  imports: [CommuneMapView, FileChoice],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend>
        {{ t('site.boundary') }} <small>({{ t('form.optional') }})</small>
      </legend>
      <div class="field">
        <label for="geojson-file">{{ t('site.boundary-file') }}</label>
        <dn-file-choice>
          <input id="geojson-file" type="file" accept=".geojson,.json,application/geo+json" (change)="read($event)" />
        </dn-file-choice>
      </div>
      <div class="field">
        <label for="geojson">{{ t('site.boundary-text') }}</label>
        <textarea
          id="geojson"
          rows="4"
          spellcheck="false"
          aria-describedby="geojson-hint geojson-error"
          [attr.aria-invalid]="wrong() ? true : null"
          [value]="text()"
          (input)="changed.emit(typed($event))"
        ></textarea>
        <p class="hint" id="geojson-hint">{{ t('site.boundary-hint') }}</p>
        <p class="wrong" id="geojson-error" role="status">{{ wrong() }}</p>
      </div>
      @if (polygon(); as it) {
        <dn-commune-map [label]="t('site.boundary-map')" [marks]="marks()" [zoomed]="true" />
        <p role="status">
          {{ t('site.boundary-is', { points: it.points.length, hectares: formats.number(it.areaM2 / 10000) }) }}
        </p>
        <button type="button" class="secondary" (click)="area.emit(it.areaM2)">{{ t('site.boundary-area') }}</button>
      }
    </fieldset>
  `,
})
export class PolygonField {
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly text = input.required<string>();
  /** What the gateway found wrong with it. */
  readonly error = input<string | undefined>(undefined);
  readonly changed = output<string>();
  /** The person wants the area that the boundary has, in m². */
  readonly area = output<number>();
  readonly #boundary = computed(() => (this.text().trim() === '' ? undefined : boundaryOf(this.text())));
  readonly polygon = computed(() => {
    const boundary = this.#boundary();
    return boundary?.kind === 'polygon' ? boundary : undefined;
  });
  readonly wrong = computed(() => {
    const boundary = this.#boundary();
    return boundary?.kind === 'fault' ? this.t(`boundary.${boundary.fault}`) : (this.error() ?? '');
  });
  readonly marks = computed(() => [
    { id: 'boundary', label: this.t('site.boundary'), commune: '', polygonE7: this.polygon()?.points },
  ]);
  readonly typed = (event: Event): string => (event.target as HTMLTextAreaElement).value;

  async read(event: Event): Promise<void> {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file !== undefined) this.changed.emit(await file.text());
  }
}
