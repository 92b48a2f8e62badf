import { z } from 'zod';
import { communeCodeSchema, idSchema, lotSchema, textSchema, weightKgSchema } from '../../schema-parts.ts';
import { productSchema } from './batch.ts';

const request = { requestId: idSchema, id: idSchema };
const part = { id: idSchema, lot: lotSchema, weightKg: weightKgSchema };

/** `id` is the event; `output.id` the new batch. Output weighs at most what the inputs give. */
export const packSchema = z.strictObject({
  ...request,
  inputs: z
    .array(z.strictObject({ batch: idSchema, weightKg: weightKgSchema }))
    .min(1)
    .max(50),
  output: z.strictObject({ ...part, product: productSchema }),
});
export type Pack = z.infer<typeof packSchema>;

/** `id` is the event. The whole of what is left travels; split first to send a part. */
export const shipSchema = z.strictObject({
  ...request,
  batch: idSchema,
  to: idSchema,
  carrier: textSchema(120).optional(),
});
export type Ship = z.infer<typeof shipSchema>;

/** `id` is the event; `weightKg` is what arrived, absent: all that was sent. */
export const receiveSchema = z.strictObject({ ...request, batch: idSchema, weightKg: weightKgSchema.optional() });
export type Receive = z.infer<typeof receiveSchema>;

/** `id` is the event. */
export const splitSchema = z.strictObject({
  ...request,
  batch: idSchema,
  parts: z.array(z.strictObject(part)).min(1).max(100),
});
export type Split = z.infer<typeof splitSchema>;

export const eventTypes = ['pack', 'ship', 'receive', 'split'] as const;
/** One step of the supply chain; `inputs` and `outputs` are batches, so genealogy reads both ways. */
export const eventBodySchema = z.strictObject({
  eventType: z.enum(eventTypes),
  unit: idSchema,
  commune: communeCodeSchema.optional(),
  inputs: z.array(z.strictObject({ batch: idSchema, weightKg: z.string() })),
  outputs: z.array(z.strictObject({ batch: idSchema, weightKg: z.string() })),
  to: idSchema.optional(),
  carrier: textSchema(120).optional(),
  lossKg: z.string().optional(),
  /** Rule sets of the crops that were packed, where there are any. */
  cropRules: z.array(idSchema).optional(),
});
export type EventBody = z.infer<typeof eventBodySchema>;
