import { z } from 'zod';
import { dateSchema, idSchema, instantSchema, taxCodeSchema, textSchema } from '../../schema-parts.ts';

export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'sha-256');

/** What was decided, by whom: number and day of the paper, and the authority, never a person. */
export const carbonDecisionSchema = z.strictObject({
  number: textSchema(60),
  date: dateSchema,
  authority: textSchema(200),
});

export const request = { requestId: idSchema, id: idSchema };
export const reason = textSchema(500);

/** Legal entities above one, as declared: whoever shares one with the owner may not verify or approve. */
export const parentsSchema = z.array(taxCodeSchema).max(10);

/** A look at a project or a period by a unit that is another legal entity than the owner. */
export const reviewSchema = z.strictObject({
  unit: idSchema,
  legalEntity: taxCodeSchema,
  parents: parentsSchema.optional(),
  reportDigest: digestSchema,
  at: instantSchema,
});
