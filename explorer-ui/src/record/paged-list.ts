import { computed, inject, resource, signal, type Signal } from '@angular/core';
import type { RecordState } from '@daunguon/records';
import { Api } from '../api/api.ts';
import type { ListAnswer } from '../api/answers.ts';

const pageSize = 50;

/**
 * A list of the API, page by page: `more()` adds the next. `path` gives the list and its filters, or undefined while they are not known; another
 * path starts anew. Call in an injection context.
 */
export function pagedList<Body>(path: Signal<string | undefined>) {
  const api = inject(Api);
  const added = signal<{ readonly path: string; readonly pages: readonly ListAnswer<Body>[] }>({ path: '', pages: [] });
  const moreFailed = signal(false);
  const withLimit = (base: string): string => `${base}${base.includes('?') ? '&' : '?'}limit=${pageSize}`;
  const first = resource({
    params: () => path(),
    loader: ({ params, abortSignal }) => api.get<ListAnswer<Body>>(withLimit(params), abortSignal),
  });
  const pages = computed<readonly ListAnswer<Body>[]>(() => {
    if (!first.hasValue()) return [];
    return [first.value(), ...(added().path === path() ? added().pages : [])];
  });
  const next = computed(() => pages().at(-1)?.next);
  return {
    first,
    /** As they were answered: some lists say more than their items. */
    pages,
    items: computed<readonly RecordState<Body>[]>(() => pages().flatMap(({ items }) => items)),
    hasMore: computed(() => next() !== undefined),
    moreFailed,
    async more(): Promise<void> {
      const [base, after] = [path(), next()];
      if (base === undefined || after === undefined) return;
      try {
        const page = await api.get<ListAnswer<Body>>(`${withLimit(base)}&after=${encodeURIComponent(after)}`);
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

/** What a view of any list needs to know of it. */
export type PagedList = Pick<
  ReturnType<typeof pagedList<unknown>>,
  'first' | 'items' | 'hasMore' | 'moreFailed' | 'more' | 'reload'
>;
