import { z } from 'zod';
import { dateSchema, idSchema, textSchema } from '../../schema-parts.ts';
import { pointsSchema } from './points.ts';
import { decisionSchema, revocationSchema } from './product.ts';

/** A council's result and what became of it. `proposed5` waits for the ministry; `stars` stand there once they are given. */
export const ratingBodySchema = z.strictObject({
  product: idSchema,
  productVersion: z.int().min(1),
  council: idSchema,
  rules: idSchema,
  points: z.strictObject({ a: z.string(), b: z.string(), c: z.string(), total: z.string() }),
  stage: z.enum(['proposed5', 'rated', 'not-rated']),
  decision: decisionSchema,
  national: z.strictObject({ points: pointsSchema, decision: decisionSchema }).optional(),
  stars: z.int().min(1).max(5).optional(),
  certificate: textSchema(60).optional(),
  issuedOn: dateSchema.optional(),
  expiresOn: dateSchema.optional(),
  noticeFrom: dateSchema.optional(),
  /** The rating that this one took the place of. */
  supersedes: idSchema.optional(),
  revocation: revocationSchema.optional(),
});
export type RatingBody = z.infer<typeof ratingBodySchema>;

const request = { requestId: idSchema, id: idSchema };
/** `id` is the rating. The certificate's number is given where the points win stars that the province gives. */
export const decideRatingSchema = z.strictObject({
  ...request,
  council: idSchema,
  decision: decisionSchema,
  certificate: textSchema(60).optional(),
});
export type DecideRating = z.infer<typeof decideRatingSchema>;
/** `id` is the rating; `points` are the ministry's. */
export const recordNationalDecisionSchema = z.strictObject({
  ...request,
  points: pointsSchema,
  decision: decisionSchema,
  certificate: textSchema(60).optional(),
});
export type RecordNationalDecision = z.infer<typeof recordNationalDecisionSchema>;
/** `id` is the rating. */
export const revokeRatingSchema = z.strictObject({ ...request, reason: textSchema(500), decision: decisionSchema });
export type RevokeRating = z.infer<typeof revokeRatingSchema>;
