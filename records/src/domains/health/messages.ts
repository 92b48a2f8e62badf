import { z } from 'zod';
import { dateSchema, idSchema } from '../../schema-parts.ts';
import { hexDigestSchema, erasureGrounds, erasureRequesters } from './health.ts';
import { shownFieldsSchema } from './exchange.ts';

/** A commitment for the next batch. The salt seed goes to the department's private collection, in a transaction of its own. */
export const submitCommitmentSchema = z.strictObject({
  id: idSchema,
  commitment: hexDigestSchema,
  saltSeed: hexDigestSchema,
  /** The earlier record that this one corrects, with its field `/facility`. */
  supersedes: shownFieldsSchema.optional(),
});
export type SubmitCommitment = z.infer<typeof submitCommitmentSchema>;

/** A code for a patient who has no account yet; a minor's has the day on which the guardian's say ends. */
export const newPatientSchema = z.strictObject({
  requestId: idSchema,
  id: idSchema,
  /** SHA-256 of the secret printed for the patient (or guardian), who claims the code with it. */
  claim: hexDigestSchema,
  guardianUntil: dateSchema.optional(),
});
export const claimPatientSchema = z.strictObject({
  requestId: idSchema,
  id: idSchema,
  secret: hexDigestSchema,
  as: z.enum(['patient', 'guardian']),
});

/** Fields shown: `/facility` and `/retention` of the record. Ground and requester stand in the patient's access log, on the ledger nothing does. */
export const askErasureSchema = z.strictObject({
  requestId: idSchema,
  id: idSchema,
  patient: idSchema,
  ground: z.enum(erasureGrounds),
  requester: z.enum(erasureRequesters),
  shown: shownFieldsSchema,
});
export type AskErasure = z.infer<typeof askErasureSchema>;
