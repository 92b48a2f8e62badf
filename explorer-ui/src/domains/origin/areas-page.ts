import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { byName } from '../../format/fold.ts';
import { Formats } from '../../format/formats.ts';
import { Words } from '../../i18n/words.ts';
import { CommuneMapView } from '../../map/commune-map-view.ts';
import { pagedItems } from '../../record/paged-list.ts';
import { PagedListView } from '../../record/paged-list-view.ts';
import { StatusBadge } from '../../record/status-badge.ts';
import { Session } from '../../session/session.ts';

const farmers = ['farmer'];

/** Growing areas on a map and in a table: a farmer's own, everybody's for the others. */
@Component({
  imports: [CommuneMapView, PagedListView, RouterLink, StatusBadge],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('area.title') }}</h1>
    @if (registers()) {
      <div class="actions">
        <a class="button primary" routerLink="/origin/areas/new">{{ t('site.new-area') }}</a>
      </div>
    }
    @if (areas().length > 0) {
      <section class="card">
        <h2>{{ t('area.map') }}</h2>
        <dn-commune-map [label]="t('area.map')" [marks]="marks()" />
        <p class="hint">{{ t('area.map-hint') }}</p>
      </section>
    }
    <dn-paged-list [of]="list" [label]="t('area.title')">
      <table>
        <thead>
          <tr>
            <th scope="col">{{ t('area.puc') }}</th>
            <th scope="col">{{ t('record.name') }}</th>
            <th scope="col">{{ t('area.commune') }}</th>
            <th scope="col" class="number">{{ t('area.size') }}</th>
            <th scope="col" class="number">{{ t('area.yield') }}</th>
            <th scope="col">{{ t('record.status') }}</th>
          </tr>
        </thead>
        <tbody>
          @for (area of areas(); track area.id) {
            <tr>
              <th scope="row" class="whole">
                <a [routerLink]="'/origin/areas/' + area.id">{{ area.body.puc }}</a>
              </th>
              <td>{{ area.body.name }}</td>
              <td>{{ formats.commune(area.body.commune) }}</td>
              <td class="number">{{ formats.number(area.body.areaM2 / 10000) }}</td>
              <td class="number">{{ formats.number(area.body.maxYieldKgPerHa) }}</td>
              <td><dn-status [status]="area.status" /></td>
            </tr>
          }
        </tbody>
      </table>
    </dn-paged-list>
  `,
})
export class AreasPage {
  readonly #session = inject(Session);
  readonly t = inject(Words).t;
  readonly formats = inject(Formats);
  readonly list = pagedItems('/api/origin/growing-areas', () => ({
    query: { owner: farmers.includes(this.#session.role()) ? this.#session.unit() : undefined },
  }));
  readonly registers = computed(() => ['registrar', 'admin'].includes(this.#session.role()));
  readonly areas = computed(() => [...this.list.items()].sort((a, b) => byName(a.body.name, b.body.name)));
  readonly marks = computed(() =>
    this.areas().map(({ id, body: { puc, name, commune, polygonE7 } }) => ({
      ...{ id, label: `${puc} ${name}`, commune, polygonE7 },
    })),
  );
}
