import { ChangeDetectionStrategy, Component, computed, inject, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import type { OverviewAnswer } from '../api/answers.ts';
import { byName } from '../format/fold.ts';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import { CommuneMapView } from '../map/commune-map-view.ts';
import { PageState } from '../shell/page-state.ts';

/** Records by type, batches by commune: map and table of the same numbers, each leading to its records. */
@Component({
  imports: [CommuneMapView, PageState, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('overview.title') }}</h1>
    <dn-page-state [of]="overview" [empty]="types().length === 0" (again)="overview.reload()" />
    @if (types().length > 0) {
      <section class="card">
        <h2>{{ t('overview.records') }}</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('record.type') }}</th>
              <th scope="col" class="number">{{ t('overview.count') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (row of types(); track row.type) {
              <tr>
                <th scope="row">
                  <a [routerLink]="'/records/' + row.type">{{ words.of('type', row.type) }}</a>
                </th>
                <td class="number">{{ formats.number(row.count) }}</td>
              </tr>
            }
          </tbody>
        </table>
        <p class="hint">{{ t('overview.why') }}</p>
      </section>
      <section class="card">
        <h2>{{ t('overview.batches') }}</h2>
        <dn-commune-map [label]="t('overview.batches')" [counts]="batches()" />
        <p class="hint">{{ t('area.map-hint') }} {{ t('overview.no-place') }}</p>
        <table>
          <thead>
            <tr>
              <th scope="col">{{ t('area.commune') }}</th>
              <th scope="col" class="number">{{ t('overview.count') }}</th>
            </tr>
          </thead>
          <tbody>
            @for (row of communes(); track row.code) {
              <tr>
                <th scope="row">{{ row.name }}</th>
                <td class="number">{{ formats.number(row.count) }}</td>
              </tr>
            }
          </tbody>
        </table>
      </section>
    }
  `,
})
export class OverviewPage {
  readonly #api = inject(Api);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly formats = inject(Formats);
  readonly overview = resource({
    loader: ({ abortSignal }) => this.#api.get<OverviewAnswer>('/api/overview', abortSignal),
  });
  readonly #items = computed(() => (this.overview.hasValue() ? this.overview.value().items : []));
  readonly types = computed(() => {
    const sums = new Map<string, number>();
    for (const { type, records } of this.#items()) sums.set(type, (sums.get(type) ?? 0) + records);
    // GTIN aliases are found through their batches and have no list.
    return [...sums].filter(([type]) => type !== 'origin/alias').map(([type, count]) => ({ type, count }));
  });
  readonly batches = computed(
    () =>
      new Map(
        this.#items()
          .filter(({ type, commune }) => type === 'origin/batch' && commune !== '')
          .map(({ commune, records }) => [commune, records]),
      ),
  );
  readonly communes = computed(() =>
    [...this.batches()]
      .map(([code, count]) => ({ code, count, name: this.formats.commune(code) }))
      .sort((a, b) => b.count - a.count || byName(a.name, b.name)),
  );
}
