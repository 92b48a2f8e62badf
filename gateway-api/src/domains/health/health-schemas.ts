import {
  accessEntrySchema,
  consentPurposes,
  consentSchema,
  dataClasses,
  disputeClaimSchema,
  idSchema,
  reviewClaimSchema,
  reviewSchema,
} from '@daunguon/records';
import { z } from 'zod';

const text = z.string();
const instant = z.iso.datetime();
export const ownCodeSchema = z.strictObject({ requestId: idSchema, id: idSchema });

export const idAnswerSchema = z.strictObject({ id: idSchema });
export const waitingSchema = z.strictObject({ id: idSchema, status: z.enum(['waiting', 'committed']) });
export const loggedSchema = z.strictObject({ logged: z.literal(true) });
export const meSchema = z.strictObject({
  patients: z.array(
    z.strictObject({ id: idSchema, as: z.enum(['patient', 'guardian']), guardianUntil: instant.optional() }),
  ),
});
export const consentAnswerSchema = z.strictObject({ consent: consentSchema });
export const consentsSchema = z.strictObject({
  items: z.array(z.strictObject({ consent: consentSchema, ledgerIds: z.array(idSchema) })),
});
export const untilSchema = z.strictObject({ id: idSchema, until: instant });
const bundle = {
  id: idSchema,
  record: idSchema,
  from: idSchema,
  patient: idSchema,
  purpose: z.enum(consentPurposes),
  classes: z.array(z.enum(dataClasses)),
};
export const inboxSchema = z.strictObject({
  items: z.array(z.strictObject({ ...bundle, at: instant, until: instant })),
});
export const pickedUpSchema = z.strictObject({ ...bundle, jwe: text });
const opening = z.strictObject({ id: idSchema, saltSeed: text, fields: z.array(z.tuple([text, z.unknown()])) });
export const receiptSchema = z.strictObject({ receipt: opening });
const { verdict, note } = reviewSchema.shape;
export const breakGlassListSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      ...{ id: idSchema, unit: idSchema, unitName: text, reason: text, at: instant },
      review: z.strictObject({ verdict, note, at: instant }).optional(),
    }),
  ),
});
export const claimDisputesSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      ...{ id: idSchema, patient: idSchema, printedBy: text, unitName: text, claimedAt: instant },
      ...{ as: disputeClaimSchema.shape.as, at: instant },
      review: z
        .strictObject({ verdict: reviewClaimSchema.shape.verdict, note: reviewClaimSchema.shape.note, at: instant })
        .optional(),
    }),
  ),
});
export const claimReviewedSchema = z.strictObject({ id: idSchema, verdict: reviewClaimSchema.shape.verdict });
export const reviewedSchema = z.strictObject({ id: idSchema, verdict });
export const accessLogSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      ...{ entry: accessEntrySchema, previous: text, hash: text, day: text, unitName: text, why: text.optional() },
      proof: z
        .strictObject({ index: z.int().min(0), count: z.int().min(1), path: z.array(text), root: text })
        .optional(),
      /** Record of the day's root on the ledger: the reader proves it there. */
      rootRecord: idSchema.optional(),
    }),
  ),
});
export const erasedSchema = z.strictObject({ id: idSchema, receipt: idSchema });
export const erasureWaitsSchema = z.strictObject({ id: idSchema, status: z.literal('waiting'), until: instant });
