import { idSchema, type CouncilBody, type ProductBody, type RecordState } from '@daunguon/records';
import { z } from 'zod';
import type { IndexStore } from '../../index-store/index-store.ts';
import { stateIn, stateOf, statesOf } from '../record-reads.ts';
import { cursorSchema } from './cursor-schema.ts';

/** `member`: a unit, whose councils are asked for; absent: all. */
export const sittingsQuerySchema = z.object({
  member: idSchema.optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(100)).default(50),
  after: cursorSchema,
});
export type SittingsQuery = z.infer<typeof sittingsQuerySchema>;

export interface Sittings {
  /** The one that changed last first. */
  readonly items: readonly RecordState<CouncilBody>[];
  /** Product id -> what the product that a council scores is called. */
  readonly products: Readonly<Record<string, string>>;
  readonly next?: string;
}

const councilsOf = async (store: IndexStore, { member, limit, after }: SittingsQuery) => {
  const page = { limit, sort: { field: 'ts', descending: true }, ...(after === undefined ? {} : { after }) };
  if (member === undefined) {
    const { docs, next } = await store.find('records', { ...page, equals: { type: 'ocop/council' } });
    return { councils: docs.map(stateIn), next };
  }
  const { docs, next } = await store.find('ocopSeats', { ...page, equals: { member } });
  const states = await Promise.all(docs.map((doc) => stateOf(store, String(doc['council']))));
  return { councils: states.filter((state) => state !== undefined), next };
};

/** Councils by page, with the names that a list of them shows. */
export async function sittingsOf(store: IndexStore, query: SittingsQuery): Promise<Sittings> {
  const { councils, next } = await councilsOf(store, query);
  const items = councils as RecordState<CouncilBody>[];
  const found = await statesOf(store, [...new Set(items.map(({ body }) => body.product))]);
  const products = Object.fromEntries([...found].map(([id, { body }]) => [id, (body as ProductBody).name]));
  return { items, products, ...(next === undefined ? {} : { next }) };
}
