import { z } from 'zod';
import {
  communeCodeSchema,
  cropSchema,
  dateSchema,
  gtinSchema,
  idSchema,
  instantSchema,
  lotSchema,
  textSchema,
  weightKgSchema,
} from '../../schema-parts.ts';
import { importedSchema } from '../../imported.ts';
import { labelIssueSchema } from './label-rules.ts';
import { marketSchema } from './site.ts';

/** Most rows or ids in one command: Fabric messages stay under 4 MB with them. */
export const maxBulk = 500;

const request = { requestId: idSchema, id: idSchema };
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'sha-256');

/** `code` is the crop for statistics (durian, pepper, coffee, cashew …), `name` is what the label says. */
export const productSchema = z.strictObject({
  code: cropSchema,
  name: textSchema(120),
  gtin: gtinSchema.optional(),
});
export type Product = z.infer<typeof productSchema>;

const batch = {
  lot: lotSchema,
  product: productSchema,
  growingArea: idSchema,
  farm: idSchema.optional(),
  harvestDate: dateSchema,
  weightKg: weightKgSchema,
  /** Last day on which it is fit to eat; fresh produce may have none. */
  useBy: dateSchema.optional(),
  inputsUsed: z.array(textSchema(120)).max(20).optional(),
  photos: z.array(sha256Schema).max(10).optional(),
  note: textSchema(500).optional(),
  /** Taken from a shared database, not declared at the harvest. */
  imported: importedSchema.optional(),
};
/** The unit in whose name somebody of another unit records, by a delegation on the ledger. */
export const assisted = { onBehalfOf: idSchema.optional() };
/** In the record, where readers can prove it: for whom, and the unit whose person typed. */
export const assistedBody = { ...assisted, enteredBy: idSchema.optional() };
/** Weight in grams that no shipment has counted yet against its growing area's season. */
const unshippedSchema = z.strictObject({ growingArea: idSchema, season: z.string(), grams: z.int().min(0) });
export type Unshipped = z.infer<typeof unshippedSchema>;

/** Kinds of buyers that have no unit in the registry. Who they are is written nowhere: a household is a person. */
export const buyerClasses = ['trader', 'processor', 'exporter', 'market-stall', 'restaurant', 'household'] as const;

/** Weights in kg as two parties read them; `beyondTolerance` by the crop's rules of the day. */
export const discrepancySchema = z.strictObject({
  event: idSchema,
  sentKg: z.string(),
  receivedKg: z.string(),
  beyondTolerance: z.boolean(),
});
export type Discrepancy = z.infer<typeof discrepancySchema>;

/** A quantity of produce under one lot number: harvested, packed, split off or merged. */
export const batchBodySchema = z.strictObject({
  ...batch,
  ...assistedBody,
  growingArea: idSchema.optional(),
  harvestDate: dateSchema.optional(),
  commune: communeCodeSchema.optional(),
  kind: z.enum(['harvest', 'packed', 'split', 'merged']),
  /** Unit that made it; `owner` of the record is who has it now. */
  producer: idSchema,
  /** What is left of weightKg. */
  remainingKg: z.string(),
  parents: z.array(z.strictObject({ id: idSchema, weightKg: z.string() })),
  children: z.array(idSchema),
  unshipped: z.array(unshippedSchema),
  transit: z.strictObject({ event: idSchema, to: idSchema, carrier: textSchema(120).optional() }).optional(),
  hold: z.strictObject({ reason: z.string(), detail: z.string() }).optional(),
  release: z.strictObject({ reason: textSchema(500), at: instantSchema }).optional(),
  /** Recall notices in force for it. */
  recalls: z.array(idSchema),
  /** Certificates that its growing area and farm had when it was harvested; packed or merged: those that all inputs share. */
  certificates: z.array(idSchema).max(100).optional(),
  /** Packing house, and the market that it and the growing areas were approved for. */
  packingHouse: idSchema.optional(),
  market: marketSchema.optional(),
  /** Sold to those who eat it, of weightKg. */
  soldKg: z.string().optional(),
  destroyedKg: z.string().optional(),
  /** Harvested on a growing area that is there to learn with. */
  training: z.literal(true).optional(),
  /** Went to a buyer without a unit: what became of it afterwards nobody has confirmed. */
  handedOver: z.strictObject({ event: idSchema, buyer: z.enum(buyerClasses) }).optional(),
  /** What the sender and the receiver weighed, where the last receipt differs. */
  discrepancy: discrepancySchema.optional(),
  /** Container, pallet or parcel that it is loaded in. */
  shipmentUnit: idSchema.optional(),
  /** Unit serials issued for it, in the order of issue. */
  labels: z.array(labelIssueSchema).optional(),
});
export type BatchBody = z.infer<typeof batchBodySchema>;

/** A batch under its GTIN and lot; the record's id is the GS1 Digital Link path. */
export const aliasBodySchema = z.strictObject({ target: idSchema });
export type AliasBody = z.infer<typeof aliasBodySchema>;

export const registerBatchSchema = z.strictObject({ ...request, ...batch, ...assisted });
export type RegisterBatch = z.infer<typeof registerBatchSchema>;
export const batchRowSchema = z.strictObject({ id: idSchema, ...batch });
export type BatchRow = z.infer<typeof batchRowSchema>;
/**
 * Ids that share their family (`idFamilyLength`) and lots that lie side by side are checked by range queries, others one
 * by one.
 */
export const registerBatchesSchema = z.strictObject({
  requestId: idSchema,
  batches: z.array(batchRowSchema).min(1).max(maxBulk),
});
export type RegisterBatches = z.infer<typeof registerBatchesSchema>;

/** `id` is the held batch. */
export const releaseBatchSchema = z.strictObject({ ...request, reason: textSchema(500) });
export type ReleaseBatch = z.infer<typeof releaseBatchSchema>;
