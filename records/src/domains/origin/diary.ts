import { z } from 'zod';
import { dateSchema, idSchema, instantSchema, textSchema } from '../../schema-parts.ts';
import { assisted, assistedBody } from './batch.ts';

const request = { requestId: idSchema, id: idSchema };
const decimal = z.string().regex(/^-?(0|[1-9]\d{0,8})(\.\d{1,4})?$/, 'decimal');

/** What was done on the field. Doses as people write them: "2 l/ha", "3 g / 16 l". */
export const diaryActivitySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sowing'), variety: textSchema(80), source: textSchema(120).optional() }),
  z.strictObject({ kind: z.literal('fertiliser'), product: textSchema(120), dose: textSchema(60) }),
  z.strictObject({
    kind: z.literal('pesticide'),
    product: textSchema(120),
    activeIngredient: textSchema(120),
    dose: textSchema(60),
    target: textSchema(120).optional(),
    /** Days that must pass before a harvest, as the product's label says. */
    preHarvestDays: z.int().min(0).max(180),
  }),
  z.strictObject({
    kind: z.literal('irrigation'),
    source: textSchema(80),
    volumeM3: z.int().min(1).max(10_000_000).optional(),
  }),
  /** One line for many readings: a field of sensors floods no ledger. */
  z.strictObject({
    kind: z.literal('sensor'),
    measure: z.enum([
      'air-temperature',
      'air-humidity',
      'soil-moisture',
      'soil-ph',
      'water-ph',
      'water-salinity',
      'rainfall',
    ]),
    unit: textSchema(12),
    ...{ minimum: decimal, mean: decimal, maximum: decimal },
    readings: z.int().min(1).max(10_000_000),
    from: instantSchema,
    until: instantSchema,
  }),
  z.strictObject({ kind: z.literal('other'), what: textSchema(200) }),
]);
export type DiaryActivity = z.infer<typeof diaryActivitySchema>;

const place = { growingArea: idSchema, farm: idSchema.optional() };
const what = { date: dateSchema, activity: diaryActivitySchema };
/** One entry of a field diary (nhật ký đồng ruộng); without `farm` it holds for the whole growing area. */
export const diaryEntryBodySchema = z.strictObject({
  ...place,
  ...what,
  ...assistedBody,
  unit: idSchema,
  correction: z.strictObject({ reason: textSchema(500), at: instantSchema }).optional(),
});
export type DiaryEntryBody = z.infer<typeof diaryEntryBodySchema>;
export const recordDiaryEntrySchema = z.strictObject({ ...request, ...place, ...what, ...assisted });
export type RecordDiaryEntry = z.infer<typeof recordDiaryEntrySchema>;
/** The entry as it should have been; what it said before stays in the version before. */
export const correctDiaryEntrySchema = z.strictObject({ ...request, ...what, reason: textSchema(500) });
export type CorrectDiaryEntry = z.infer<typeof correctDiaryEntrySchema>;
