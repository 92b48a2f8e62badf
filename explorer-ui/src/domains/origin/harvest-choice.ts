import { computed, effect, type Signal } from '@angular/core';
import type { BatchBody, FarmBody, GrowingAreaBody, RecordState } from '@daunguon/records';
import type { FormIds } from '../../form/typed-values.ts';
import { lotNumber } from '../../format/lot-number.ts';
import { ownProducts, productKey } from './own-products.ts';

/** What a unit harvests, and where. `batches`: newest first. */
export interface Own {
  readonly batches: readonly RecordState<BatchBody>[];
  readonly areas: readonly RecordState<GrowingAreaBody>[];
  readonly farms: readonly RecordState<FarmBody>[];
}

type Field = 'product' | 'weight' | 'lot' | 'date';
interface HarvestForm {
  readonly values: Signal<Readonly<Record<Field, string>>>;
  ids(): FormIds;
  set(change: readonly [string, string]): void;
  fill(change: Partial<Record<Field, string>>): void;
}

/** The parts of a harvest form that follow from the product that was chosen. Call in an injection context. */
export function harvestChoice(own: () => Own | null | undefined, form: HarvestForm) {
  const products = computed(() => ownProducts(own()?.batches ?? [], own()?.areas ?? []));
  const last = computed(() => own()?.batches.find(({ body }) => body.kind === 'harvest'));
  const chosen = computed(() => products().find((one) => productKey(one) === form.values().product));
  const area = computed(() => own()?.areas.find(({ id }) => id === chosen()?.growingArea));
  // One product only: nothing to choose.
  effect(() => {
    const [only, ...others] = products();
    if (only !== undefined && others.length === 0) form.fill({ product: productKey(only) });
  });
  return {
    ...{ products, last, chosen, area },
    choices: computed(() => {
      const codes = new Map(own()?.areas.map(({ id, body }) => [id, body.puc]));
      return products().map((one) => ({
        value: productKey(one),
        label: `${one.product.name} · ${codes.get(one.growingArea) ?? ''}`,
      }));
    }),
    /** Farms of the growing area: with one chosen, only sprayings of it or of the whole area stand in the way of the harvest. */
    farms: computed(() => {
      const farms = own()?.farms.filter(({ body }) => body.growingArea === area()?.id) ?? [];
      return farms.map(({ id, body }) => ({ value: id, label: body.name }));
    }),
    /** What the person typed, else made from product and day. */
    lot: computed(() => {
      const { lot, date } = form.values();
      const product = chosen()?.product.name;
      return lot !== '' || product === undefined ? lot : lotNumber(product, date, form.ids().id);
    }),
    asLast(): void {
      const body = last()?.body;
      if (body?.growingArea === undefined) return;
      form.set(['product', productKey({ product: body.product, growingArea: body.growingArea })]);
      form.set(['weight', body.weightKg]);
    },
  };
}
export type HarvestChoice = ReturnType<typeof harvestChoice>;
