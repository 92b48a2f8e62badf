import { isId } from '@daunguon/proof';
import { dateSchema, recordStatuses } from '@daunguon/records';
import { z } from 'zod';

const number = z.string().trim().min(1).max(40);

export const paperQuestionSchema = z.strictObject({
  /** Record id of the issuing unit, from the directory of issuers. */
  unit: z.string().refine(isId, 'id'),
  serialNumber: number,
  registerNumber: number,
  birthDate: dateSchema,
});

/** Numbers of documents by the record of each; null where a document is to be found by its numbers no more. */
export const paperTagsSchema = z.strictObject({
  papers: z
    .array(
      z.strictObject({
        id: z.string().refine(isId, 'id'),
        paper: paperQuestionSchema.omit({ unit: true }).nullable(),
      }),
    )
    .min(1)
    .max(500),
});
export const paperTagsAnswerSchema = z.strictObject({ kept: z.int() });

/** Match and status, by the gateway's own word: no name, no id, no number. */
export const paperAnswerSchema = z.union([
  z.strictObject({ match: z.literal(false), statedBy: z.literal('gateway') }),
  z.strictObject({ match: z.literal(true), status: z.enum(recordStatuses), statedBy: z.literal('gateway') }),
]);
export type PaperAnswer = z.infer<typeof paperAnswerSchema>;
