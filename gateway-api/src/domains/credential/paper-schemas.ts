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

/** Match and status, by the gateway's own word: no name, no id, no number. */
export const paperAnswerSchema = z.union([
  z.strictObject({ match: z.literal(false), statedBy: z.literal('gateway') }),
  z.strictObject({ match: z.literal(true), status: z.enum(recordStatuses), statedBy: z.literal('gateway') }),
]);
export type PaperAnswer = z.infer<typeof paperAnswerSchema>;
