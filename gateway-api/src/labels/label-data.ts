import {
  isExpired,
  isTraining,
  type BatchBody,
  type GrowingAreaBody,
  type ProductBody,
  type RecordState,
  type UnitBody,
} from '@daunguon/records';
import type { LabelData } from './label-pdf.ts';

/** A record as the index has it; undefined when there is none. */
export type RecordOf = (id: string) => Promise<RecordState | undefined>;

/** What a batch's label says, gathered from the batch, its growing area and its producer; undefined when the id is no batch. */
export async function batchLabelData(recordOf: RecordOf, id: string): Promise<LabelData | undefined> {
  const record = await recordOf(id);
  if (record?.type !== 'origin/batch') return undefined;
  const batch = record.body as BatchBody;
  const area = batch.growingArea === undefined ? undefined : await recordOf(batch.growingArea);
  const producer = await recordOf(batch.producer);
  const areaBody = area?.body as GrowingAreaBody | undefined;
  return {
    id,
    product: batch.product.name,
    lot: batch.lot,
    ...(isTraining(record) ? { isTraining: true } : {}),
    ...(batch.harvestDate === undefined ? {} : { harvestDate: batch.harvestDate }),
    ...(areaBody === undefined ? {} : { growingArea: { puc: areaBody.puc, name: areaBody.name } }),
    ...(producer === undefined ? {} : { producer: (producer.body as UnitBody).name }),
  };
}

/** What an OCOP product's label says; undefined unless it has stars that are in force on `today`. */
export async function productLabelData(recordOf: RecordOf, id: string, today: string): Promise<LabelData | undefined> {
  const record = await recordOf(id);
  if (record?.type !== 'ocop/product' || record.status !== 'active') return undefined;
  const { name, producer, rating } = record.body as ProductBody;
  if (rating === undefined || isExpired(rating.expiresOn, today)) return undefined;
  const unit = (await recordOf(producer))?.body as UnitBody | undefined;
  return {
    ...{ id, product: name, ocop: { stars: rating.stars, certificate: rating.certificate } },
    ...(unit === undefined ? {} : { producer: unit.name }),
  };
}
