import type { BatchBody, GrowingAreaBody, Product, RecordState } from '@daunguon/records';

/** A product that the unit harvests, and from where. */
export interface OwnProduct {
  readonly product: Product;
  readonly growingArea: string;
}

/** The name that tells one product from another in a list: what the label says, and where it grows. */
export const productKey = ({ product, growingArea }: OwnProduct): string =>
  `${growingArea} ${product.code} ${product.name}`;

/**
 * The unit's own products, the most recently harvested first; then growing areas of which nothing was harvested yet, under the name of the area, which
 * the person can change. `batches`: newest first.
 */
export function ownProducts(
  batches: readonly RecordState<BatchBody>[],
  areas: readonly RecordState<GrowingAreaBody>[],
): readonly OwnProduct[] {
  const active = new Set(areas.filter(({ status }) => status === 'active').map(({ id }) => id));
  const harvested = batches.flatMap(({ body: { kind, product, growingArea } }) =>
    kind === 'harvest' && growingArea !== undefined && active.has(growingArea) ? [{ product, growingArea }] : [],
  );
  const used = new Set(harvested.map(({ growingArea }) => growingArea));
  const fresh = areas
    .filter(({ id }) => active.has(id) && !used.has(id))
    .map(({ id, body }) => ({ product: { code: body.crop, name: body.name }, growingArea: id }));
  return [...new Map([...harvested, ...fresh].map((own) => [productKey(own), own])).values()];
}
