import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { RouterLink } from '@angular/router';
import { dashboardSlugs } from '@daunguon/records';
import { Api } from '../api/api.ts';
import { keptValue } from '../shell/kept-value.ts';
import { PageState } from '../shell/page-state.ts';
import { boardWords } from './board-words.ts';
import { EmbedBox } from './embed-box.ts';
import { liveBlocks } from './live-blocks.ts';
import { SpanFilters } from './span-filters.ts';
import { TargetLine } from './target-line.ts';
import { TimeSeries } from './time-series.ts';

/** The numbers of the province or of one domain: each with its months, its target, and the way to what it counts. */
@Component({
  imports: [EmbedBox, PageState, RouterLink, SpanFilters, TargetLine, TimeSeries],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './dashboard-page.html',
})
export class DashboardPage {
  readonly #api = inject(Api);
  readonly w = boardWords();
  readonly slugs = dashboardSlugs;
  /** Absent at `/overview`: the province. */
  readonly slug = input<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  readonly commune = input<string>();
  readonly of = computed(() => this.slug() ?? 'province');
  readonly filters = computed(() => ({ from: this.from(), to: this.to(), commune: this.commune() }));
  readonly answer = resource({
    params: () => ({ path: { slug: this.of() }, query: this.filters() }),
    loader: ({ params, abortSignal }) => this.#api.get('/api/dashboards/{slug}', params, abortSignal),
  });
  readonly shown = keptValue(this.answer, ({ slug }) => slug === this.of());
  readonly live = liveBlocks(() => this.answer.reload());

  readonly pdf = computed(() => `/api/dashboards/${this.of()}/months/${this.shown()?.to ?? ''}.pdf`);

  print(): void {
    window.print();
  }
}
