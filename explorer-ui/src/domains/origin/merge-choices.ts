import type { BatchBody, RecordState } from '@daunguon/records';
import { fold } from '../../format/fold.ts';

type Batch = RecordState<BatchBody>;

/** Those that can become one lot with this one: the unit's own, at hand, and of the same product; it comes first. */
export const mergeable = (first: Batch, others: readonly Batch[]): readonly Batch[] => {
  const { code, gtin } = first.body.product;
  const fits = ({ id, owner, status, body }: Batch): boolean =>
    id !== first.id &&
    owner === first.owner &&
    status === 'active' &&
    body.transit === undefined &&
    body.shipmentUnit === undefined &&
    body.remainingKg !== '0' &&
    body.product.code === code &&
    body.product.gtin === gtin;
  return [first, ...others.filter(fits)];
};

/** So many lots are listed at once. */
const most = 20;

/** Lots to list: the first, those of which a weight was typed, then as many of the others as fit whose number has this text in it. */
export const listed = (
  batches: readonly Batch[],
  take: Readonly<Record<string, string>>,
  text: string,
): { readonly shown: readonly Batch[]; readonly more: number } => {
  const isKept = ({ id }: Batch, index: number): boolean => index === 0 || (take[id] ?? '').trim() !== '';
  const kept = batches.filter(isKept);
  const found = batches.filter((one) => !kept.includes(one) && fold(one.body.lot).includes(fold(text.trim())));
  const others = found.slice(0, Math.max(0, most - kept.length));
  return { shown: [...kept, ...others], more: found.length - others.length };
};
