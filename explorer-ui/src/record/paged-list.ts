import { computed, inject, resource, signal, type Signal } from '@angular/core';
import type { RecordState } from '@daunguon/records';
import { Api } from '../api/api.ts';

const pageSize = 50;

/** One page of any list of the API. */
export interface ItemsAnswer<Item> {
  readonly items: readonly Item[];
  readonly next?: string | undefined;
}

/**
 * A list of the API, page by page: `more()` adds the next. `path` gives the list and its filters, or undefined while they are not known; another
 * path starts anew. Call in an injection context.
 */
export function pagedItems<Item>(path: Signal<string | undefined>) {
  const api = inject(Api);
  const added = signal<{ readonly path: string; readonly pages: readonly ItemsAnswer<Item>[] }>({
    path: '',
    pages: [],
  });
  const moreFailed = signal(false);
  const withLimit = (base: string): string => `${base}${base.includes('?') ? '&' : '?'}limit=${pageSize}`;
  const first = resource({
    params: () => path(),
    loader: ({ params, abortSignal }) => api.get<ItemsAnswer<Item>>(withLimit(params), abortSignal),
  });
  const pages = computed<readonly ItemsAnswer<Item>[]>(() => {
    if (!first.hasValue()) return [];
    return [first.value(), ...(added().path === path() ? added().pages : [])];
  });
  const next = computed(() => pages().at(-1)?.next);
  return {
    first,
    /** As they were answered: some lists say more than their items. */
    pages,
    items: computed<readonly Item[]>(() => pages().flatMap(({ items }) => items)),
    hasMore: computed(() => next() !== undefined),
    moreFailed,
    async more(): Promise<void> {
      const [base, after] = [path(), next()];
      if (base === undefined || after === undefined) return;
      try {
        const page = await api.get<ItemsAnswer<Item>>(`${withLimit(base)}&after=${encodeURIComponent(after)}`);
        added.update((known) => ({ path: base, pages: [...(known.path === base ? known.pages : []), page] }));
        moreFailed.set(false);
      } catch {
        moreFailed.set(true);
      }
    },
    reload(): void {
      added.set({ path: '', pages: [] });
      first.reload();
    },
  };
}

/** A list of records of one type. */
export const pagedList = <Body>(path: Signal<string | undefined>) => pagedItems<RecordState<Body>>(path);

/** What a view of any list needs to know of it. */
export type PagedList = Pick<
  ReturnType<typeof pagedItems<unknown>>,
  'first' | 'items' | 'hasMore' | 'moreFailed' | 'more' | 'reload'
>;
