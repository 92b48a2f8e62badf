import type { BatchBody, RecordState } from '@daunguon/records';
import { stateIn } from '../domains/record-reads.ts';
import type { CollectionSpec, IndexStore, Op, StoredDoc } from '../index-store/index-store.ts';
import { AFTER_PREFIX } from '../index-store/page-cursor.ts';
import { nameEnds, wordOps } from './word-ops.ts';

/** What batches call their products, each name once: a province has millions of batches and some hundreds of names. */
export const productNames: CollectionSpec = { name: 'productNames', indexed: [], folded: ['name'] };

const type = 'product-name';
const idOf = ({ code, name }: BatchBody['product']): string => `${type} ${code} ${name}`;

/** The name in a new batch, under its beginning and each of its words. */
export function productNameOps({ type: record, version, body }: RecordState): Op[] {
  if (record !== 'origin/batch' || version !== 1) return [];
  const { product } = body as Partial<BatchBody>;
  if (product === undefined) return [];
  const { code, name } = product;
  const id = idOf(product);
  return [{ op: 'put', collection: productNames.name, id, doc: { code, name } }, ...wordOps(id, type, 1, { name })];
}

/** Newest batches that a search looks through for each product and kind. */
const mostLookedThrough = 200;
const mostFound = 20;
const mostCodes = 5;

async function namesLike(store: IndexStore, text: string): Promise<StoredDoc[]> {
  const prefix = { field: 'name', text };
  const [begin, ends] = await Promise.all([
    store.find(productNames.name, { prefix, limit: 50 }),
    store.find(nameEnds.name, { prefix: { field: 'text', text }, limit: 50 }),
  ]);
  const ids = ends.docs.filter((doc) => doc['type'] === type).map((doc) => String(doc['record']));
  const more = await Promise.all(ids.map((id) => store.get(productNames.name, id)));
  return [...begin.docs, ...more.filter((doc) => doc !== undefined)];
}

/** Ids of the newest batches whose product's name has a word that begins with the text. */
export async function batchesOfProduct(store: IndexStore, text: string): Promise<readonly string[]> {
  const names = await namesLike(store, text);
  const wanted = new Set(names.map((doc) => doc._id));
  const codes = [...new Set(names.map((doc) => String(doc['code'])))].slice(0, mostCodes);
  if (codes.length === 0) return [];
  const newest = async (field: string, from: string): Promise<string[]> => {
    const range = { field, from, to: `${from}${AFTER_PREFIX}` };
    const sort = { field, descending: true };
    const { docs } = await store.find('versions', { range, sort, limit: mostLookedThrough });
    const states = docs.map((doc) => stateIn(doc) as RecordState<Partial<BatchBody>>);
    return states.filter(({ body }) => body.product && wanted.has(idOf(body.product))).map(({ id }) => id);
  };
  const found = await Promise.all([
    ...codes.map((code) => newest('bornOf', `harvests|${code}|`)),
    newest('born', 'later-batches|'),
  ]);
  return found.flatMap((ids) => ids.slice(0, mostFound));
}
