import type { StoredDoc } from './index-store.ts';

/** Documents that were read last. */
export interface DocumentMemo {
  get(collection: string, id: string): StoredDoc | undefined;
  /** `length`: characters of its JSON. */
  put(collection: string, doc: StoredDoc, length: number): void;
  forget(collection: string, id: string): void;
  clear(): void;
}

/** Remembers up to `most` characters of JSON, the oldest go first; what alone would take a tenth of it is not remembered. */
export function documentMemo(most: number): DocumentMemo {
  const known = new Map<string, { readonly doc: StoredDoc; readonly length: number }>();
  const keyOf = (collection: string, id: string): string => `${collection}\0${id}`;
  let held = 0;
  const drop = (key: string): void => {
    held -= known.get(key)?.length ?? 0;
    known.delete(key);
  };
  return {
    get: (collection, id) => known.get(keyOf(collection, id))?.doc,
    put: (collection, doc, length) => {
      if (length > most / 10) return;
      const key = keyOf(collection, doc._id);
      drop(key);
      known.set(key, { doc, length });
      held += length;
      for (const oldest of known.keys()) {
        if (held <= most) break;
        drop(oldest);
      }
    },
    forget: (collection, id) => {
      if (known.size > 0) drop(keyOf(collection, id));
    },
    clear: () => {
      known.clear();
      held = 0;
    },
  };
}
