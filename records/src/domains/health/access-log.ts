import { z } from 'zod';
import { idSchema, instantSchema, textSchema } from '../../schema-parts.ts';
import { consentPurposes, dataClasses } from './consent-terms.ts';
import { erasureRequesters } from './health.ts';

/** What happened to somebody's records (after FHIR R4 AuditEvent.subtype), and to the code that stands for them. */
export const accessActs = [
  'send',
  'receive',
  'read',
  'break-glass',
  'review',
  'consent',
  'paper-consent',
  'erase',
  'code-print',
  'code-claim',
  'claim-dispute',
  'claim-review',
] as const;

/** One line of the access log: who, what, why, with which outcome. Codes and random ids only; names are in no log. */
export const accessEntrySchema = z.strictObject({
  at: instantSchema,
  act: z.enum(accessActs),
  outcome: z.enum(['done', 'refused']),
  patient: idSchema,
  /** Facility that acted; empty for the patient's own acts. */
  unit: z.union([idSchema, z.literal('')]),
  role: z.string().max(40),
  purpose: z.enum(consentPurposes).optional(),
  classes: z.array(z.enum(dataClasses)).optional(),
  record: idSchema.optional(),
  exchange: idSchema.optional(),
  consent: idSchema.optional(),
  breakGlass: idSchema.optional(),
  /** Of an erasure: who wanted it, by role. */
  requester: z.enum(erasureRequesters).optional(),
  /** Problem code of a refusal, the verdict of a review, or the ground of an erasure. */
  reason: z.string().max(120).optional(),
});
export type AccessEntry = z.infer<typeof accessEntrySchema>;

/** A read in the facility's own information system, told by its agent. */
export const reportAccessSchema = z.strictObject({
  requestId: idSchema,
  patient: idSchema,
  record: idSchema,
  purpose: z.enum(consentPurposes),
});

export const breakGlassHours = 24;
export const breakGlassSchema = z.strictObject({
  requestId: idSchema,
  id: idSchema,
  patient: idSchema,
  /** In words, for the reviewer and the patient; kept sealed. */
  reason: textSchema(500),
});
export const reviewSchema = z.strictObject({
  requestId: idSchema,
  id: idSchema,
  verdict: z.enum(['justified', 'not-justified']),
  note: textSchema(500).optional(),
});
export type Review = z.infer<typeof reviewSchema>;
