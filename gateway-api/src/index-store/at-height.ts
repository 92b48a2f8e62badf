import type { IndexStore } from './index-store.ts';

/**
 * What `load` reads of an index, read again only after the index applied a block: readers at one height share one reading. It may know a
 * little more than that height, never less. A reading that failed is not kept.
 */
export function atHeight<Value>(
  load: (store: IndexStore) => Value | Promise<Value>,
): (store: IndexStore) => Promise<Value> {
  const known = new WeakMap<IndexStore, { readonly head: string; readonly value: Promise<Value> }>();
  return async (store) => {
    const { number, hash } = (await store.checkpoint()) ?? { number: -1, hash: '' };
    const head = `${number} ${hash}`;
    const kept = known.get(store);
    if (kept?.head === head) return kept.value;
    const value = (async () => load(store))();
    known.set(store, { head, value });
    value.catch(() => {
      if (known.get(store)?.value === value) known.delete(store);
    });
    return value;
  };
}
