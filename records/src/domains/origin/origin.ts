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
  uriSchema,
  weightKgSchema,
} from '../../schema-parts.ts';
import { cropRulesBodySchema, setCropRulesSchema } from './crop-rules.ts';
import { issueLabelsSchema, labelIssueSchema } from './label-rules.ts';

/** Most rows or ids in one command: Fabric messages stay under 4 MB with them. */
export const maxBulk = 500;

const request = { requestId: idSchema, id: idSchema };
const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'sha-256');

/** `code` is the crop for statistics (durian, pepper, coffee, cashew …), `name` is what the label says. */
export const productSchema = z.strictObject({
  code: cropSchema,
  name: textSchema(120),
  gtin: gtinSchema.optional(),
});
export type Product = z.infer<typeof productSchema>;

/** Growing area code (PUC, mã số vùng trồng), as printed; compared in the form of `normalisePuc`. */
export const pucSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 .\-/]{2,38}[A-Za-z0-9]$/, 'puc');

/** Longitude and latitude in 1e-7 degrees: integers have one canonical form. */
const pointSchema = z.tuple([
  z.int().min(-1_800_000_000).max(1_800_000_000),
  z.int().min(-900_000_000).max(900_000_000),
]);

const growingArea = {
  puc: pucSchema,
  name: textSchema(200),
  crop: productSchema.shape.code,
  areaM2: z.int().min(1).max(1_000_000_000),
  maxYieldKgPerHa: z.int().min(1).max(1_000_000),
  commune: communeCodeSchema,
  standard: z
    .strictObject({ name: textSchema(60), certificate: textSchema(60), from: dateSchema, until: dateSchema })
    .optional(),
  polygonE7: z.array(pointSchema).min(4).max(500).optional(),
};
export const growingAreaBodySchema = z.strictObject({ ...growingArea, pucNormalised: z.string() });
export type GrowingAreaBody = z.infer<typeof growingAreaBodySchema>;
/** `unit` is the unit that will own the growing area. */
export const registerGrowingAreaSchema = z.strictObject({ ...request, unit: idSchema, ...growingArea });
export type RegisterGrowingArea = z.infer<typeof registerGrowingAreaSchema>;

const farm = {
  name: textSchema(200),
  growingArea: idSchema,
  commune: communeCodeSchema,
  areaM2: z.int().min(1).max(1_000_000_000).optional(),
};
export const farmBodySchema = z.strictObject(farm);
export type FarmBody = z.infer<typeof farmBodySchema>;
/** `unit` is the unit that will own the farm; absent: the actor's own. */
export const registerFarmSchema = z.strictObject({ ...request, unit: idSchema.optional(), ...farm });
export type RegisterFarm = z.infer<typeof registerFarmSchema>;

const batch = {
  lot: lotSchema,
  product: productSchema,
  growingArea: idSchema,
  farm: idSchema.optional(),
  harvestDate: dateSchema,
  weightKg: weightKgSchema,
  inputsUsed: z.array(textSchema(120)).max(20).optional(),
  photos: z.array(sha256Schema).max(10).optional(),
  note: textSchema(500).optional(),
};
const part = { id: idSchema, lot: lotSchema, weightKg: weightKgSchema };

/** Weight in grams that no shipment has counted yet against its growing area's season. */
const unshippedSchema = z.strictObject({ growingArea: idSchema, season: z.string(), grams: z.int().min(0) });
export type Unshipped = z.infer<typeof unshippedSchema>;

/** A quantity of produce under one lot number: harvested, packed or split off. */
export const batchBodySchema = z.strictObject({
  ...batch,
  growingArea: idSchema.optional(),
  harvestDate: dateSchema.optional(),
  commune: communeCodeSchema.optional(),
  kind: z.enum(['harvest', 'packed', 'split']),
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
  /** Unit serials issued for it, in the order of issue. */
  labels: z.array(labelIssueSchema).optional(),
});
export type BatchBody = z.infer<typeof batchBodySchema>;

/** A batch under its GTIN and lot; the record's id is the GS1 Digital Link path. */
export const aliasBodySchema = z.strictObject({ target: idSchema });
export type AliasBody = z.infer<typeof aliasBodySchema>;

export const registerBatchSchema = z.strictObject({ ...request, ...batch });
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

/** `id` is the held batch. */
export const releaseBatchSchema = z.strictObject({ ...request, reason: textSchema(500) });
export type ReleaseBatch = z.infer<typeof releaseBatchSchema>;

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

/** Recall classes: I danger to life, II may harm health, III breaks a rule without danger. */
export const recallClasses = ['I', 'II', 'III'] as const;
const recall = {
  batch: idSchema,
  reason: textSchema(500),
  class: z.enum(recallClasses),
  uri: uriSchema.optional(),
};
/** The notice; status `closed` once lifted. */
export const recallBodySchema = z.strictObject({
  ...recall,
  lift: z.strictObject({ reason: textSchema(500), at: instantSchema }).optional(),
});
export type RecallBody = z.infer<typeof recallBodySchema>;
/** `id` is the notice. */
export const issueRecallSchema = z.strictObject({ ...request, ...recall });
export type IssueRecall = z.infer<typeof issueRecallSchema>;
/** Marks descendants of a notice in force, or unmarks them after it was lifted; parents before children. */
export const propagateRecallSchema = z.strictObject({
  requestId: idSchema,
  noticeId: idSchema,
  ids: z.array(idSchema).min(1).max(maxBulk),
});
export type PropagateRecall = z.infer<typeof propagateRecallSchema>;
export const liftRecallSchema = z.strictObject({ requestId: idSchema, noticeId: idSchema, reason: textSchema(500) });
export type LiftRecall = z.infer<typeof liftRecallSchema>;

/** Transaction name -> schema of its one argument. */
export const originCommands = {
  SetCropRules: setCropRulesSchema,
  RegisterGrowingArea: registerGrowingAreaSchema,
  RegisterFarm: registerFarmSchema,
  RegisterBatch: registerBatchSchema,
  RegisterBatches: registerBatchesSchema,
  Pack: packSchema,
  Ship: shipSchema,
  Receive: receiveSchema,
  Split: splitSchema,
  ReleaseBatch: releaseBatchSchema,
  IssueLabels: issueLabelsSchema,
  IssueRecall: issueRecallSchema,
  PropagateRecall: propagateRecallSchema,
  LiftRecall: liftRecallSchema,
} as const;

/** Record type -> schema of its body. */
export const originBodies = {
  'origin/crop-rules': cropRulesBodySchema,
  'origin/growing-area': growingAreaBodySchema,
  'origin/farm': farmBodySchema,
  'origin/batch': batchBodySchema,
  'origin/event': eventBodySchema,
  'origin/recall': recallBodySchema,
  'origin/alias': aliasBodySchema,
} as const;
