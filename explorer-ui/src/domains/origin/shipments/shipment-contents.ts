import { inject, resource, type Signal } from '@angular/core';
import type { BatchBody, RecordState, ShipmentUnitBody } from '@daunguon/records';
import { Api } from '../../../api/api.ts';

/** One thing in a unit of shipment, as people call it. */
export interface Content {
  readonly id: string;
  readonly isUnit: boolean;
  readonly name: string;
}

/** So many are named; the others stand by their ids. */
const most = 30;

const nameOf = ({ type, body }: Pick<RecordState, 'type' | 'body'>): string => {
  if (type === 'origin/shipment-unit') return (body as ShipmentUnitBody).identity.number;
  const { lot, product } = body as BatchBody;
  return `${lot} · ${product.name}`;
};

/** What is in a unit of shipment, with the names of lots and units. Call in an injection context. */
export function shipmentContents(unit: Signal<RecordState<ShipmentUnitBody> | undefined>) {
  const api = inject(Api);
  return resource({
    params: () => unit()?.body,
    loader: ({ params: { batches, units }, abortSignal }) =>
      Promise.all(
        [...units.map((id) => ({ id, isUnit: true })), ...batches.map((id) => ({ id, isUnit: false }))].map(
          async (one, index): Promise<Content> => {
            if (index >= most) return { ...one, name: one.id };
            const { record } = await api.get('/r/{id}/story', { path: { id: one.id } }, abortSignal);
            return { ...one, name: 'body' in record ? nameOf(record) : one.id };
          },
        ),
      ),
  });
}
