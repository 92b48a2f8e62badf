import { aliasId, gtinSchema, lotSchema, type AliasBody, type BatchBody, type RecordState } from '@daunguon/records';
import { z } from 'zod';
import { lineage, noticeOver } from '../domains/origin/lineage.ts';
import { stateOf } from '../domains/record-reads.ts';
import type { IndexStore } from '../index-store/index-store.ts';

export const marketLotSchema = z.strictObject({ gtin: gtinSchema, lot: lotSchema });
export type MarketLot = z.infer<typeof marketLotSchema>;
export const marketLotsSchema = z.strictObject({ lots: z.array(marketLotSchema).min(1).max(100) });

/** What to do with a seller's offer of this lot; `recalled` and `held` stop it, `used-up` means nothing is left to sell. */
export const marketStandings = ['in-force', 'recalled', 'held', 'used-up', 'unknown'] as const;
type MarketStandingOfLot = (typeof marketStandings)[number];

export interface MarketPlaces {
  readonly verifierUrl: string;
  readonly publicUrl: string;
}

const standingOf = ({ status, body }: RecordState<BatchBody>, recalled: boolean): MarketStandingOfLot => {
  if (recalled || status === 'recalled') return 'recalled';
  if (status === 'held') return 'held';
  return body.remainingKg === '0' ? 'used-up' : 'in-force';
};

/** The gateway's word about a lot under a GTIN, with the links where anybody proves it. */
export async function marketLot(store: IndexStore, { gtin, lot }: MarketLot, places: MarketPlaces) {
  const path = aliasId(gtin, lot);
  const proof = `${places.publicUrl}/r/${path}`;
  const alias = await stateOf(store, path);
  const target = alias?.type === 'origin/alias' ? (alias.body as AliasBody).target : undefined;
  const found = target === undefined ? undefined : await stateOf(store, target);
  // The same link then proves that there is no such lot.
  if (found?.type !== 'origin/batch') return { gtin, lot, standing: 'unknown' as const, proof };
  const batch = found as RecordState<BatchBody>;
  const notice = await noticeOver(store, await lineage(store, batch.id));
  const producer = (await stateOf(store, batch.body.producer))?.body as { name?: string } | undefined;
  const { name, code } = batch.body.product;
  const { reason, class: recallClass } = (notice?.body ?? {}) as { reason?: string; class?: string };
  return {
    ...{ gtin, lot, standing: standingOf(batch, notice !== undefined), proof },
    page: `${places.verifierUrl}/R/${batch.id}`,
    product: { name, code },
    producer: { id: batch.body.producer, name: producer?.name ?? batch.body.producer },
    ...(batch.body.harvestDate === undefined ? {} : { harvestDate: batch.body.harvestDate }),
    ...(batch.body.useBy === undefined ? {} : { useBy: batch.body.useBy }),
    ...(batch.body.handedOver === undefined ? {} : { unconfirmedBuyer: batch.body.handedOver.buyer }),
    ...(notice === undefined ? {} : { recall: { id: notice.id, reason, class: recallClass, at: notice.ts } }),
  };
}
