import { z } from 'zod';

/** Points as a decimal string with at most two decimals, 0 to 100 ("34.5"). */
export const pointsSchema = z
  .string()
  .regex(/^(0|[1-9]\d{0,2})(\.\d{1,2})?$/, 'points')
  .refine((value) => Number(value) <= 100, 'points');

export const scoresSchema = z.strictObject({ a: pointsSchema, b: pointsSchema, c: pointsSchema });
/** Points of one member, or of the council, by part: A product and community, B marketing, C quality. */
export type Scores = z.infer<typeof scoresSchema>;
export const scoreParts = ['a', 'b', 'c'] as const;
