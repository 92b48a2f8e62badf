import { computed, inject, resource, signal } from '@angular/core';
import { Api } from '../api/api.ts';
import { addressOf, type Answer, type Asked, type ItemOf } from '../api/asked.ts';
import type { ListPath } from '../api/answers.ts';

const pageSize = '50';

/** Filters of a list; whose list it is, where that stands in its path. */
type Narrowed<Path extends ListPath> = Asked<'GET', Path>;

/**
 * A list of the API, page by page: `more()` adds the next. Nothing is asked while the list or its filters are undefined; others start anew. Call
 * in an injection context.
 */
export function pagedItems<Path extends ListPath>(
  list: Path | (() => Path | undefined),
  narrowed: () => Narrowed<Path> | undefined = () => ({}) as Narrowed<Path>,
) {
  const api = inject(Api);
  const asked = computed(() => {
    const path = typeof list === 'function' ? (list as () => Path | undefined)() : list;
    const by = narrowed();
    return path === undefined || by === undefined ? undefined : { path, by, address: addressOf(path, by) };
  });
  const added = signal<{ readonly address: string; readonly pages: readonly Answer<Path>[] }>({
    address: '',
    pages: [],
  });
  const moreFailed = signal(false);
  const page = (path: Path, by: Narrowed<Path>, more: object, signal?: AbortSignal): Promise<Answer<Path>> =>
    api.get(path, { ...by, query: { ...(by as { query?: object }).query, ...more, limit: pageSize } }, signal);
  const first = resource({
    // The address alone: objects that say the same are no reason to ask again.
    params: () => asked()?.address,
    loader: ({ abortSignal }) => {
      const { path, by } = asked()!;
      return page(path, by, {}, abortSignal);
    },
  });
  const pages = computed<readonly Answer<Path>[]>(() => {
    if (!first.hasValue()) return [];
    return [first.value() as Answer<Path>, ...(added().address === asked()?.address ? added().pages : [])];
  });
  const next = computed(() => (pages().at(-1) as { readonly next?: string } | undefined)?.next);
  return {
    first,
    /** As they were answered: some lists say more than their items. */
    pages,
    items: computed(() => pages().flatMap((one) => (one as { readonly items: readonly ItemOf<Path>[] }).items)),
    hasMore: computed(() => next() !== undefined),
    moreFailed,
    async more(): Promise<void> {
      const [base, after] = [asked(), next()];
      if (base === undefined || after === undefined) return;
      try {
        const more = await page(base.path, base.by, { after });
        added.update((known) => ({
          address: base.address,
          pages: [...(known.address === base.address ? known.pages : []), more],
        }));
        moreFailed.set(false);
      } catch {
        moreFailed.set(true);
      }
    },
    reload(): void {
      added.set({ address: '', pages: [] });
      first.reload();
    },
  };
}

/** What a view of any list needs to know of it. */
export type PagedList = Pick<
  ReturnType<typeof pagedItems<ListPath>>,
  'first' | 'items' | 'hasMore' | 'moreFailed' | 'more' | 'reload'
>;
