import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { PlotBody, RecordState } from '@daunguon/records';
import { Words } from '../../i18n/words.ts';
import { CommuneMapView, type MapMark } from '../../map/commune-map-view.ts';

/** Plots on the map of communes, close enough that their boundaries show. The list beside it holds the same plots. */
@Component({
  selector: 'dn-carbon-plots',
  imports: [CommuneMapView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (marks().length > 0) {
      <figure>
        <dn-commune-map [label]="t('carbon.map')" [marks]="marks()" [zoomed]="true" />
        <figcaption class="hint">{{ names() }}</figcaption>
      </figure>
    }
  `,
})
export class PlotsMap {
  readonly t = inject(Words).t;
  readonly plots = input.required<readonly RecordState[]>();
  readonly marks = computed((): readonly MapMark[] =>
    this.plots().map(({ id, body }) => {
      const { name, commune, polygonE7 } = body as PlotBody;
      return { id, label: name, commune, polygonE7 };
    }),
  );
  readonly names = computed(() =>
    this.marks()
      .map(({ label }) => label)
      .join(' · '),
  );
}
