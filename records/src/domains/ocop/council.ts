import { z } from 'zod';
import { idSchema, textSchema } from '../../schema-parts.ts';
import { scoresSchema } from './points.ts';

const request = { requestId: idSchema, id: idSchema };
const saltSchema = z.string().regex(/^[0-9a-f]{32}$/, 'salt');
const commitmentSchema = z.string().regex(/^[0-9a-f]{64}$/, 'sha-256');

/**
 * A council for one product. Its members are units; who sits for a unit stands in no record. Members seal their sheets while it is
 * `scoring`; none is opened before the office ends that, and none is sealed after.
 */
export const councilBodySchema = z.strictObject({
  product: idSchema,
  productVersion: z.int().min(1),
  rules: idSchema,
  members: z.array(idSchema),
  stage: z.enum(['scoring', 'opening', 'decided', 'cancelled']),
  /** Members who sealed a sheet in time, and those who did not; known once the stage is over. */
  sealed: z.array(idSchema).optional(),
  absent: z.array(idSchema).optional(),
  rating: idSchema.optional(),
  cancelReason: textSchema(500).optional(),
});
export type CouncilBody = z.infer<typeof councilBodySchema>;

/** One member's sheet: first only its commitment, later the scores and the salt that open it. */
export const sheetBodySchema = z.strictObject({
  council: idSchema,
  member: idSchema,
  /** Commitment of `{council, member, scores}` with the member's own salt, as of a record (docs/proof-format.md). */
  commitment: commitmentSchema,
  scores: scoresSchema.optional(),
  total: z.string().optional(),
  salt: saltSchema.optional(),
});
export type SheetBody = z.infer<typeof sheetBodySchema>;

export const openCouncilSchema = z.strictObject({
  ...request,
  product: idSchema,
  members: z.array(idSchema).min(3).max(30),
});
export type OpenCouncil = z.infer<typeof openCouncilSchema>;
/** `id` is the sheet. */
export const sealScoresSchema = z.strictObject({ ...request, council: idSchema, commitment: commitmentSchema });
export type SealScores = z.infer<typeof sealScoresSchema>;
/** `id` is the council. */
export const endScoringSchema = z.strictObject(request);
export type EndScoring = z.infer<typeof endScoringSchema>;
/** `id` is the sheet. */
export const openScoresSchema = z.strictObject({ ...request, scores: scoresSchema, salt: saltSchema });
export type OpenScores = z.infer<typeof openScoresSchema>;
/** `id` is the council. */
export const cancelCouncilSchema = z.strictObject({ ...request, reason: textSchema(500) });
export type CancelCouncil = z.infer<typeof cancelCouncilSchema>;
