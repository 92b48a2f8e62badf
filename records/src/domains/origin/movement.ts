import { z } from 'zod';
import { communeCodeSchema, dateSchema, idSchema, lotSchema, textSchema, weightKgSchema } from '../../schema-parts.ts';
import { buyerClasses, discrepancySchema, productSchema } from './batch.ts';
import { portSchema } from './shipment-unit.ts';
import { marketSchema } from './site.ts';

const request = { requestId: idSchema, id: idSchema };
const part = { id: idSchema, lot: lotSchema, weightKg: weightKgSchema };

/** `id` is the event; `output.id` the new batch. Output weighs at most what the inputs give. */
export const packSchema = z.strictObject({
  ...request,
  inputs: z
    .array(z.strictObject({ batch: idSchema, weightKg: weightKgSchema }))
    .min(1)
    .max(50),
  output: z.strictObject({ ...part, product: productSchema, useBy: dateSchema.optional() }),
  /** Packing house of the unit, and the market packed for: then it and every growing area must be approved for it. */
  packingHouse: idSchema.optional(),
  market: marketSchema.optional(),
});
export type Pack = z.infer<typeof packSchema>;

/**
 * `id` is the event. The whole of what is left travels; split first to send a part. Either `to`, a unit, which then receives it, or
 * `buyer`, a kind of buyer without a unit, with whom the proven chain ends.
 */
export const shipSchema = z.strictObject({
  ...request,
  batch: idSchema,
  to: idSchema.optional(),
  buyer: z.enum(buyerClasses).optional(),
  carrier: textSchema(120).optional(),
  /** Number of the delivery note or bill of lading that goes with the goods. */
  document: textSchema(60).optional(),
});
export type Ship = z.infer<typeof shipSchema>;

/** `id` is the event; `weightKg` is what the receiver weighed, absent: all that was sent. */
export const receiveSchema = z.strictObject({ ...request, batch: idSchema, weightKg: weightKgSchema.optional() });
export type Receive = z.infer<typeof receiveSchema>;

/** `id` is the event. */
export const splitSchema = z.strictObject({
  ...request,
  batch: idSchema,
  parts: z.array(z.strictObject(part)).min(1).max(100),
});
export type Split = z.infer<typeof splitSchema>;

/** `id` is the event; the lots become one, of the same product. */
export const mergeSchema = z.strictObject({
  ...request,
  inputs: z
    .array(z.strictObject({ batch: idSchema, weightKg: weightKgSchema }))
    .min(2)
    .max(50),
  output: z.strictObject({ id: idSchema, lot: lotSchema }),
});
export type Merge = z.infer<typeof mergeSchema>;

export const saleChannels = ['counter', 'market', 'online', 'canteen', 'export'] as const;
/** `id` is the event: sold to those who eat it, or out of the province's sight. */
export const sellSchema = z.strictObject({
  ...request,
  batch: idSchema,
  weightKg: weightKgSchema,
  channel: z.enum(saleChannels),
});
export type Sell = z.infer<typeof sellSchema>;

/** `id` is the event. */
export const destroySchema = z.strictObject({
  ...request,
  batch: idSchema,
  weightKg: weightKgSchema,
  reason: textSchema(500),
});
export type Destroy = z.infer<typeof destroySchema>;

const batchEvents = ['pack', 'ship', 'receive', 'split', 'merge', 'sell', 'destroy'] as const;
const unitEvents = ['load', 'seal', 'unload', 'gate-in', 'gate-out'] as const;
export const eventTypes = [...batchEvents, ...unitEvents] as const;
export type EventType = (typeof eventTypes)[number];
const amountsSchema = z.array(z.strictObject({ batch: idSchema, weightKg: z.string() }));
/** One step of the supply chain; `inputs` and `outputs` are batches, so genealogy reads both ways. */
export const eventBodySchema = z.strictObject({
  eventType: z.enum(eventTypes),
  unit: idSchema,
  commune: communeCodeSchema.optional(),
  inputs: amountsSchema,
  outputs: amountsSchema,
  to: idSchema.optional(),
  carrier: textSchema(120).optional(),
  document: textSchema(60).optional(),
  lossKg: z.string().optional(),
  /** Rule sets of the crops that were packed, where there are any. */
  cropRules: z.array(idSchema).optional(),
  packingHouse: idSchema.optional(),
  market: marketSchema.optional(),
  /** Handed to a buyer of this kind; nobody has confirmed the receipt. */
  unconfirmed: z.enum(buyerClasses).optional(),
  /** Weight that the receiver read, where it is not what was sent. */
  discrepancy: discrepancySchema.omit({ event: true }).optional(),
  channel: z.enum(saleChannels).optional(),
  reason: textSchema(500).optional(),
  shipmentUnit: idSchema.optional(),
  seal: textSchema(40).optional(),
  port: portSchema.optional(),
});
export type EventBody = z.infer<typeof eventBodySchema>;
