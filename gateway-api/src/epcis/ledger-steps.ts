import { isNativeStep, type NativeStep, type WeighedLot } from '@daunguon/formats/epcis';
import type { BatchBody, EventBody, RecallBody, RecordState } from '@daunguon/records';
import type { Op } from '../index-store/index-store.ts';

/** Collection of the index that says which ledger records are events, in the order of their blocks. */
export const epcisCollection = { name: 'epcis', indexed: ['block'] } as const;

/** Name of the step that a version of a record is; undefined when it is none. */
const stepOf = ({ type, version, status, body }: RecordState): string | undefined => {
  if (type === 'origin/epcis-event') return version === 1 ? 'captured' : undefined;
  if (type === 'origin/event') {
    const step = (body as EventBody).eventType;
    return isNativeStep(step) ? step : undefined;
  }
  if (type === 'origin/batch') return version === 1 && (body as BatchBody).kind === 'harvest' ? 'harvest' : undefined;
  if (type === 'origin/recall') return version === 1 ? 'recall' : status === 'closed' ? 'lift' : undefined;
  return undefined;
};

/** One document for each version of a record that is an event. */
export const epcisOps = (state: RecordState, block: number): Op[] => {
  const step = stepOf(state);
  if (step === undefined) return [];
  const { id, version } = state;
  const doc = { block, record: id, version, step };
  return [{ op: 'put', collection: epcisCollection.name, id: step === 'lift' ? `${id}:lift` : id, doc }];
};

/** The batch behind an id, of any version: what names it does not change. */
export type BatchOf = (id: string) => Promise<BatchBody | undefined>;
export type CommuneOf = (unit: string) => Promise<string | undefined>;

const lotsOf = (batches: readonly { batch: string; weightKg: string }[], batchOf: BatchOf): Promise<WeighedLot[]> =>
  Promise.all(
    batches.map(async ({ batch, weightKg }) => {
      const body = await batchOf(batch);
      return { batch, weightKg, lot: body?.lot ?? batch, gtin: body?.product.gtin };
    }),
  );

/** The step of a record that the ledger made itself, as EPCIS needs it. */
export async function nativeStep(
  name: NativeStep['step'],
  eventId: string,
  state: RecordState,
  batchOf: BatchOf,
  communeOf: CommuneOf,
): Promise<NativeStep> {
  const base = { step: name, id: eventId, at: state.ts, unit: state.by.unit || state.owner };
  if (name === 'harvest') {
    const { lot, product, weightKg, commune, producer, harvestDate, growingArea } = state.body as BatchBody;
    const output = { batch: state.id, lot, gtin: product.gtin, weightKg };
    const harvest = harvestDate === undefined ? {} : { harvest: { date: harvestDate, growingArea } };
    return { ...base, unit: producer, commune, inputs: [], outputs: [output], ...harvest };
  }
  if (name === 'recall' || name === 'lift') {
    const { batch } = state.body as RecallBody;
    const weightKg = (await batchOf(batch))?.weightKg ?? '0';
    const outputs = await lotsOf([{ batch, weightKg }], batchOf);
    return { ...base, commune: await communeOf(base.unit), inputs: [], outputs };
  }
  const { unit, commune, inputs, outputs, to, shipmentUnit } = state.body as EventBody & { shipmentUnit?: string };
  return {
    ...{ ...base, unit, commune, to, shipmentUnit },
    inputs: await lotsOf(inputs, batchOf),
    outputs: await lotsOf(outputs, batchOf),
  };
}
