import { z } from 'zod';
import { dateSchema, idSchema, textSchema } from '../../schema-parts.ts';
import { carbonDecisionSchema, digestSchema, parentsSchema, reason, request, reviewSchema } from './carbon-parts.ts';
import { serialSchema } from './serial-range.ts';

export const monitoringStages = ['submitted', 'verified', 'approved', 'issued', 'rejected'] as const;

/** Four-digit year in which the reductions happened. */
export const vintageSchema = z.int().min(1990).max(2199);

const monitoring = {
  project: idSchema,
  /** First and last day, both inclusive. */
  from: dateSchema,
  until: dateSchema,
  vintage: vintageSchema,
  /** tCO2e that the owner claims. */
  tonnes: serialSchema,
  reportDigest: digestSchema,
  /** Unit that the owner appointed to verify it: nobody else may verify or reject it, except the authority. */
  verifier: idSchema,
  /** The same verification in another registry, where there is one: it brings units once. */
  origin: z.strictObject({ registry: textSchema(60), id: textSchema(120) }).optional(),
};
export const monitoringBodySchema = z.strictObject({
  ...monitoring,
  stage: z.enum(monitoringStages),
  /** What the verifier found; units are issued for these tonnes. */
  verification: reviewSchema.extend({ tonnes: serialSchema }).optional(),
  approval: reviewSchema.omit({ reportDigest: true }).extend({ decision: carbonDecisionSchema }).optional(),
  issuance: idSchema.optional(),
  reason: reason.optional(),
});
export type MonitoringBody = z.infer<typeof monitoringBodySchema>;
export const submitMonitoringSchema = z.strictObject({ ...request, ...monitoring });
export type SubmitMonitoring = z.infer<typeof submitMonitoringSchema>;
/** `id` is the monitoring period. */
export const verifyMonitoringSchema = z.strictObject({
  ...request,
  tonnes: serialSchema,
  reportDigest: digestSchema,
  parents: parentsSchema.optional(),
});
export type VerifyMonitoring = z.infer<typeof verifyMonitoringSchema>;
export const approveMonitoringSchema = z.strictObject({
  ...request,
  decision: carbonDecisionSchema,
  parents: parentsSchema.optional(),
});
export type ApproveMonitoring = z.infer<typeof approveMonitoringSchema>;
export const rejectMonitoringSchema = z.strictObject({ ...request, reason });
export type RejectMonitoring = z.infer<typeof rejectMonitoringSchema>;
