import { z } from 'zod';
import { dateSchema, idSchema, textSchema } from '../../schema-parts.ts';

/** What an inspector looks at, in the order in which it is met: the label first, the papers last. */
export const inspectionChecks = [
  'label',
  'weight',
  'condition',
  'storage',
  'hygiene',
  'diary',
  'interval',
  'papers',
] as const;
export type InspectionCheck = (typeof inspectionChecks)[number];
export const inspectionResults = ['pass', 'fail', 'not-checked'] as const;

const inspection = {
  batch: idSchema,
  /** Day of the visit, YYYY-MM-DD. */
  date: dateSchema,
  checks: z
    .array(
      z.strictObject({
        check: z.enum(inspectionChecks),
        result: z.enum(inspectionResults),
        note: textSchema(200).optional(),
      }),
    )
    .min(1)
    .max(inspectionChecks.length),
  note: textSchema(500).optional(),
};
/** A checklist that was gone through on the spot (biên bản kiểm tra); it decides nothing about the batch by itself. */
export const inspectionBodySchema = z.strictObject({
  ...inspection,
  /** Inspectorate. */
  unit: idSchema,
  /** Failed where one check did. */
  conclusion: z.enum(['passed', 'failed']),
});
export type InspectionBody = z.infer<typeof inspectionBodySchema>;
export const recordInspectionSchema = z.strictObject({ requestId: idSchema, id: idSchema, ...inspection });
export type RecordInspection = z.infer<typeof recordInspectionSchema>;
