import type { BatchBody, RecordState } from '@daunguon/records';
import type { Choice } from '../../form/select-field.ts';

type Batch = RecordState<BatchBody>;

/** Id -> lot and product, as people know a batch. */
export const namesOf = (batches: readonly Batch[]): [string, string][] =>
  batches.map(({ id, body }) => [id, `${body.lot} · ${body.product.name}`]);

/**
 * Batches to tick for a material: those that are ticked ("id id"), by the names that are known, then the others that were found. What was recalled
 * is offered to nobody anew.
 */
export const materialChoices = (
  ticked: string,
  found: readonly Batch[],
  known: ReadonlyMap<string, string>,
): readonly Choice[] => {
  const first = ticked.split(' ').filter(Boolean);
  const others = found.filter(({ id, status }) => status !== 'recalled' && !first.includes(id)).map(({ id }) => id);
  return [...first, ...others].map((value) => ({ value, label: known.get(value) ?? value }));
};
