import type { BatchBody, RecordState } from '@daunguon/records';
import { weightInput } from '../../format/weight-input.ts';

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

/** Weights as typed by batch id -> inputs of the command; what was left blank is not taken. */
export const mergeInputs = (batches: readonly Batch[], take: Readonly<Record<string, string>>) =>
  batches.flatMap(({ id }) => {
    const typed = (take[id] ?? '').trim();
    return typed === '' ? [] : [{ batch: id, weightKg: weightInput(typed) }];
  });
