import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { addressOf } from '../api/asked.ts';
import { CommuneChoiceMap } from '../chart/commune-choice-map.ts';
import { recordPath } from '../domains.ts';
import { today } from '../format/today.ts';
import { pagedItems } from '../record/paged-list.ts';
import { PagedListView } from '../record/paged-list-view.ts';
import { keptValue } from '../shell/kept-value.ts';
import { PageState } from '../shell/page-state.ts';
import { boardWords } from './board-words.ts';
import { CellTable, type NamedCell } from './cell-table.ts';
import type { BehindLine, Cell } from './dashboard-answers.ts';
import { liveBlocks } from './live-blocks.ts';
import { SpanFilters } from './span-filters.ts';
import { TargetForm } from './target-form.ts';
import { TargetLine } from './target-line.ts';
import { TimeSeries } from './time-series.ts';

/** Why a number is what it is: which records it counts, by month, commune and kind, down to each record and its transaction. */
@Component({
  imports: [
    ...[CellTable, CommuneChoiceMap, PagedListView, PageState],
    ...[RouterLink, SpanFilters, TargetForm, TargetLine, TimeSeries],
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './measure-page.html',
})
export class MeasurePage {
  readonly #api = inject(Api);
  readonly #router = inject(Router);
  readonly w = boardWords();
  readonly slug = input.required<string>();
  readonly measure = input.required<string>();
  readonly from = input<string>();
  readonly to = input<string>();
  readonly commune = input<string>();
  readonly kind = input<string>();
  readonly filters = computed(() => ({
    ...{ from: this.from(), to: this.to(), commune: this.commune(), kind: this.kind() },
  }));
  readonly #asked = computed(() => ({ path: { measure: this.measure() }, query: this.filters() }));
  readonly answer = resource({
    params: () => this.#asked(),
    loader: ({ params, abortSignal }) => this.#api.get('/api/dashboards/measures/{measure}', params, abortSignal),
  });
  /** Of all records of its type: the span and the other filters are about when they were first recorded. */
  readonly statuses = resource({
    params: () => (this.isListed() ? this.measure() : undefined),
    loader: ({ params: measure, abortSignal }) =>
      this.#api.get('/api/dashboards/measures/{measure}/statuses', { path: { measure } }, abortSignal),
  });
  readonly shown = keptValue(this.answer, ({ id }) => id === this.measure());
  readonly live = liveBlocks(() => this.#again());
  readonly isListed = computed(() => this.shown()?.isProtected === false);
  readonly list = pagedItems('/api/dashboards/measures/{measure}/records', () =>
    this.isListed() ? this.#asked() : undefined,
  );
  readonly csv = computed(() => addressOf('/api/dashboards/measures/{measure}/records.csv', this.#asked()));
  readonly counts = computed(() => new Map((this.shown()?.communes ?? []).map(({ key, records }) => [key, records])));
  readonly most = computed(() => Math.max(0, ...this.counts().values()));
  readonly communes = computed(() => this.#named('communes', this.w.commune));
  readonly kinds = computed(() => this.#named('kinds', (key) => this.w.kind(this.measure(), key)));
  readonly today = today();
  readonly pathOf = ({ type, id }: BehindLine): string => recordPath(type, id);
  readonly short = (hash: string): string => `${hash.slice(0, 10)}…`;

  /** The same again takes the filter away. */
  choose(filter: 'commune' | 'kind', value: string): void {
    const queryParams = { [filter]: this[filter]() === value ? null : value };
    void this.#router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  /** The list too, unless somebody has gone on in it. */
  #again(): void {
    this.answer.reload();
    if (this.list.pages().length <= 1) this.list.reload();
  }

  #named(of: 'communes' | 'kinds', name: (key: string) => string): readonly NamedCell[] {
    const cells: readonly Cell[] = this.shown()?.[of] ?? [];
    return cells.map((cell) => ({ ...cell, name: name(cell.key) }));
  }
}
