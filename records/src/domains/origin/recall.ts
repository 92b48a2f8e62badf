import { z } from 'zod';
import { idSchema, instantSchema, textSchema, uriSchema } from '../../schema-parts.ts';
import { maxBulk } from './batch.ts';

const request = { requestId: idSchema, id: idSchema };

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
  /** Of a lot that is there to learn with. */
  training: z.literal(true).optional(),
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
