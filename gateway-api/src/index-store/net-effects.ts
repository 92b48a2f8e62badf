import { foldText } from './fold.ts';
import type { CollectionSpec, Doc, Op } from './index-store.ts';

/** What a block does to one document in the end: at most one effect a document, so that replaying it is safe. */
export type Effect =
  | { readonly kind: 'put'; readonly collection: string; readonly id: string; readonly doc: Doc }
  | { readonly kind: 'delete'; readonly collection: string; readonly id: string }
  | {
      readonly kind: 'increment';
      readonly collection: string;
      readonly id: string;
      readonly by: Readonly<Record<string, number>>;
      readonly onInsert: Doc;
    };

/** Adds `by` to the top-level counters of a document; a missing counter starts at 0. */
export function addCounters(doc: Doc, by: Readonly<Record<string, number>>): Doc {
  const sums = Object.entries(by).map(([name, amount]) => {
    const current = doc[name];
    return [name, (typeof current === 'number' ? current : 0) + amount] as const;
  });
  return { ...doc, ...Object.fromEntries(sums) };
}

/** The document as stored: without absent members and `_id`, with a folded key beside every folded text. */
export function storedForm(spec: CollectionSpec, doc: Doc): Doc {
  const plain: Record<string, Doc[string]> = {};
  for (const [name, value] of Object.entries(doc)) if (value !== undefined && name !== '_id') plain[name] = value;
  for (const field of spec.folded ?? []) {
    const text = plain[field];
    if (typeof text === 'string') plain[`${field}Key`] = foldText(text);
  }
  return plain;
}

const merge = (spec: CollectionSpec, before: Effect | undefined, op: Op): Effect => {
  const { collection, id } = op;
  if (op.op === 'put') return { kind: 'put', collection, id, doc: storedForm(spec, op.doc) };
  if (op.op === 'delete') return { kind: 'delete', collection, id };
  const onInsert = storedForm(spec, op.onInsert ?? {});
  if (before?.kind === 'put') return { ...before, doc: addCounters(before.doc, op.by) };
  if (before?.kind === 'delete') return { kind: 'put', collection, id, doc: addCounters(onInsert, op.by) };
  if (before === undefined) return { kind: 'increment', collection, id, by: op.by, onInsert };
  const by = addCounters(before.by, op.by) as Record<string, number>;
  return { ...before, by };
};

/** Folds the operations of a block into one effect per document; refuses collections that were not declared. */
export function netEffects(specs: ReadonlyMap<string, CollectionSpec>, ops: readonly Op[]): readonly Effect[] {
  const effects = new Map<string, Effect>();
  for (const op of ops) {
    const spec = specs.get(op.collection);
    if (spec === undefined) throw new RangeError(`collection ${op.collection} is not declared`);
    const key = `${op.collection}\0${op.id}`;
    effects.set(key, merge(spec, effects.get(key), op));
  }
  return [...effects.values()];
}
