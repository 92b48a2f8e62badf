import { ChangeDetectionStrategy, Component, computed, inject, input, resource } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Api } from '../api/api.ts';
import { CommuneChoiceMap } from '../chart/commune-choice-map.ts';
import { recordPath } from '../domains.ts';
import { today } from '../format/today.ts';
import { listPath } from '../record/list-path.ts';
import { pagedItems } from '../record/paged-list.ts';
import { PagedListView } from '../record/paged-list-view.ts';
import { keptValue } from '../shell/kept-value.ts';
import { PageState } from '../shell/page-state.ts';
import { boardWords } from './board-words.ts';
import { CellTable, type NamedCell } from './cell-table.ts';
import type { BehindLine, Cell, MeasureAnswer, StatusesAnswer } from './dashboard-answers.ts';
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
  readonly #path = computed(() => `/api/dashboards/measures/${encodeURIComponent(this.measure())}`);
  readonly answer = resource({
    params: () => listPath(this.#path(), this.filters()),
    loader: ({ params, abortSignal }) => this.#api.get<MeasureAnswer>(params, abortSignal),
  });
  /** Of all records of its type: the span and the other filters are about when they were first recorded. */
  readonly statuses = resource({
    params: () => (this.isListed() ? `${this.#path()}/statuses` : undefined),
    loader: ({ params, abortSignal }) => this.#api.get<StatusesAnswer>(params, abortSignal),
  });
  readonly shown = keptValue(this.answer, ({ id }) => id === this.measure());
  readonly live = liveBlocks(() => this.#again());
  readonly isListed = computed(() => this.shown()?.isProtected === false);
  readonly list = pagedItems<BehindLine>(
    computed(() => (this.isListed() ? listPath(`${this.#path()}/records`, this.filters()) : undefined)),
  );
  readonly csv = computed(() => listPath(`${this.#path()}/records.csv`, this.filters()));
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
