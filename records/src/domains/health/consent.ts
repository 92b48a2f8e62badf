import { z } from 'zod';
import { idSchema, instantSchema } from '../../schema-parts.ts';
import { consentPurposes, dataClasses } from './consent-terms.ts';
import { hexDigestSchema } from './health.ts';

const classesSchema = z.array(z.enum(dataClasses)).min(1).max(dataClasses.length);
const period = { from: instantSchema, until: instantSchema };
/** account: by the person who signed in; paper: signed on paper, recorded by the facility. */
const method = z.enum(['account', 'paper']);

/** Never on the ledger, which gets one commitment per version, in the common batches. Consent of the person: Law 91/2025/QH15. */
export const consentSchema = z.strictObject({
  id: idSchema,
  version: z.int().min(1),
  status: z.enum(['active', 'withdrawn']),
  /** Code of the patient: random, in no ledger. */
  patient: idSchema,
  /** Facility that may read. */
  grantee: idSchema,
  purpose: z.enum(consentPurposes),
  classes: classesSchema,
  ...period,
  givenBy: z.enum(['patient', 'guardian']),
  method,
  /** SHA-256 of the scan of a consent on paper. */
  paperDigest: hexDigestSchema.optional(),
  at: instantSchema,
});
export type Consent = z.infer<typeof consentSchema>;

const request = { requestId: idSchema };
export const giveConsentSchema = z.strictObject({
  ...request,
  id: idSchema,
  patient: idSchema,
  grantee: idSchema,
  purpose: z.enum(consentPurposes),
  classes: classesSchema,
  ...period,
  paperDigest: hexDigestSchema.optional(),
  /** On paper: who signed it. */
  signedBy: z.enum(['patient', 'guardian']).optional(),
});
export type GiveConsent = z.infer<typeof giveConsentSchema>;
export const narrowConsentSchema = z.strictObject({
  ...request,
  id: idSchema,
  classes: classesSchema,
  until: instantSchema,
});
export type NarrowConsent = z.infer<typeof narrowConsentSchema>;
export const withdrawConsentSchema = z.strictObject({ ...request, id: idSchema });

/** Fields of one version in the order of its commitment. */
export const consentFields = (consent: Consent): (readonly [string, string | string[] | null])[] => [
  ['/kind', 'consent'],
  ['/status', consent.status],
  ['/patient', consent.patient],
  ['/grantee', consent.grantee],
  ['/purpose', consent.purpose],
  ['/classes', [...consent.classes].sort()],
  ['/from', consent.from],
  ['/until', consent.until],
  ['/givenBy', consent.givenBy],
  ['/method', consent.method],
  ['/paperDigest', consent.paperDigest ?? null],
  ['/at', consent.at],
];
