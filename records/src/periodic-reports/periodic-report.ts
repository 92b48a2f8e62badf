import { z } from 'zod';
import type { Narrative } from './narrative.ts';

/** Lines and paragraphs as people write them: NFC, no control characters but the line feed. */
const paragraphs = z
  .string()
  .max(10_000, { error: 'text-too-long', abort: true })
  .refine((value) => value.isWellFormed() && value.normalize('NFC') === value, 'text-not-nfc')
  .refine((value) => !/[\p{Cc}\p{Cf}\p{Co}]/u.test(value.replaceAll('\n', '')), 'text-control-character');

export const narrativeSchema = z.strictObject({
  results: paragraphs,
  difficulties: paragraphs,
  plan: paragraphs,
  proposals: paragraphs,
}) satisfies z.ZodType<Narrative>;

/** Nobody writes a figure: it is read, and a body that brings one is told so. */
const figures = z.undefined({ error: 'figure-not-editable' }).optional();
const base = z.int().min(0);
/** `base`: version of the draft that was open, 0 for none; a newer one in between is a conflict. */
export const saveDraftSchema = z.strictObject({ base, narrative: narrativeSchema, figures });
/** `reason`: why a final report is replaced; of the first one there is none. */
export const finaliseReportSchema = z.strictObject({
  ...{ base, figures },
  reason: paragraphs.min(1, 'text-empty').max(500, 'text-too-long').optional(),
});
