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
  const sums: Record<string, Doc[string]> = { ...doc };
  for (const name in by) {
    const current = sums[name];
    sums[name] = (typeof current === 'number' ? current : 0) + (by[name] ?? 0);
  }
  return sums;
}

/** The document as stored: without absent members and `_id`, with a folded key beside every folded text. */
function storedForm({ folded = [] }: CollectionSpec, doc: Doc): Doc {
  const plain = isPlain(doc) ? doc : withoutAbsent(doc);
  const keys: Record<string, string> = {};
  for (const field of folded) {
    const text = plain[field];
    if (typeof text === 'string') keys[`${field}Key`] = foldText(text);
  }
  return folded.length === 0 ? plain : { ...plain, ...keys };
}

/** True of a document that is stored as it is, which most are. */
function isPlain(doc: Doc): boolean {
  for (const name in doc) if (doc[name] === undefined || name === '_id') return false;
  return true;
}

const withoutAbsent = (doc: Doc): Doc =>
  Object.fromEntries(Object.entries(doc).filter(([name, value]) => value !== undefined && name !== '_id'));

const merge = (spec: CollectionSpec, before: Effect | undefined, op: Op): Effect => {
  const { collection, id } = op;
  if (op.op === 'put') return { kind: 'put', collection, id, doc: storedForm(spec, op.doc) };
  if (op.op === 'delete') return { kind: 'delete', collection, id };
  if (before?.kind === 'put') return { ...before, doc: addCounters(before.doc, op.by) };
  if (before?.kind === 'increment') return { ...before, by: addCounters(before.by, op.by) as Record<string, number> };
  const onInsert = storedForm(spec, op.onInsert ?? {});
  if (before === undefined) return { kind: 'increment', collection, id, by: op.by, onInsert };
  return { kind: 'put', collection, id, doc: addCounters(onInsert, op.by) };
};

/** Folds the operations of a block into one effect per document, collection by collection; refuses those that were not declared. */
export function netEffects(specs: ReadonlyMap<string, CollectionSpec>, ops: readonly Op[]): readonly Effect[] {
  const effects = new Map<string, Map<string, Effect>>();
  for (const op of ops) {
    const spec = specs.get(op.collection);
    if (spec === undefined) throw new RangeError(`collection ${op.collection} is not declared`);
    let ofCollection = effects.get(op.collection);
    if (ofCollection === undefined) effects.set(op.collection, (ofCollection = new Map()));
    ofCollection.set(op.id, merge(spec, ofCollection.get(op.id), op));
  }
  return [...effects.values()].flatMap((ofCollection) => [...ofCollection.values()]);
}
