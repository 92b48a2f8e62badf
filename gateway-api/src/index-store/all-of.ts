import type { IndexStore, Query, StoredDoc } from './index-store.ts';

/** Every document of a query, page by page; its `limit` is that of a page. */
export async function* allOf(store: IndexStore, collection: string, query: Query = {}): AsyncGenerator<StoredDoc> {
  let after: string | undefined;
  do {
    const page = await store.find(collection, { limit: 1000, ...query, ...(after === undefined ? {} : { after }) });
    yield* page.docs;
    after = page.next;
  } while (after !== undefined);
}
