import { z } from 'zod';
import { communeCodeSchema, dateSchema, idSchema, taxCodeSchema, textSchema } from '../../schema-parts.ts';
import { digestSchema, parentsSchema, reason, request, reviewSchema } from './carbon-parts.ts';
import { serialSchema } from './serial-range.ts';

const inventory = {
  facility: textSchema(200),
  /** Code of the facility at its owner's, one inventory a year each. */
  facilityCode: z.string().regex(/^[A-Z0-9][A-Z0-9-]{1,30}$/, 'facility-code'),
  commune: communeCodeSchema,
  industrialZone: textSchema(120).optional(),
  year: z.int().min(1990).max(2199),
  /** tCO2e of scopes 1 and 2, whole tonnes. */
  tonnes: serialSchema,
  reportDigest: digestSchema,
};
/** Greenhouse-gas inventory of a facility and year. `held` until somebody else has verified it. */
export const inventoryBodySchema = z.strictObject({
  ...inventory,
  legalEntity: taxCodeSchema,
  verification: reviewSchema.optional(),
  /** Why this version corrects the one before. */
  reason: reason.optional(),
});
export type InventoryBody = z.infer<typeof inventoryBodySchema>;
export const recordInventorySchema = z.strictObject({ ...request, ...inventory });
export type RecordInventory = z.infer<typeof recordInventorySchema>;
/** `id` is the inventory; the corrected one is to be verified again. */
export const correctInventorySchema = z.strictObject({
  ...request,
  tonnes: serialSchema,
  reportDigest: digestSchema,
  reason,
});
export type CorrectInventory = z.infer<typeof correctInventorySchema>;
export const verifyInventorySchema = z.strictObject({
  ...request,
  reportDigest: digestSchema,
  parents: parentsSchema.optional(),
});
export type VerifyInventory = z.infer<typeof verifyInventorySchema>;

const offer = {
  block: idSchema,
  quantity: serialSchema,
  note: textSchema(500).optional(),
  until: dateSchema,
};
/** A notice that units may be had. No price, no matching, no payment: trading is the national exchange's (Decree 29/2026). */
export const offerBodySchema = z.strictObject({
  ...offer,
  project: idSchema,
  vintage: z.int(),
  closed: reason.optional(),
});
export type OfferBody = z.infer<typeof offerBodySchema>;
export const postOfferSchema = z.strictObject({ ...request, ...offer });
export type PostOffer = z.infer<typeof postOfferSchema>;
export const closeOfferSchema = z.strictObject({ ...request, reason });
export type CloseOffer = z.infer<typeof closeOfferSchema>;
