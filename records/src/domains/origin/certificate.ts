import { z } from 'zod';
import { dateSchema, idSchema, instantSchema, textSchema } from '../../schema-parts.ts';
import { sha256Schema } from './batch.ts';

const request = { requestId: idSchema, id: idSchema };

const certificate = {
  /** VietGAP, GlobalG.A.P., hữu cơ … */
  standard: textSchema(60),
  /** Body that issued it. */
  issuer: textSchema(200),
  number: textSchema(60),
  from: dateSchema,
  /** Last day on which it holds. */
  until: dateSchema,
  /** Growing areas, farms and packing houses of one unit. */
  subjects: z.array(idSchema).min(1).max(20),
  /** SHA-256 of the document's bytes. */
  documentSha256: sha256Schema.optional(),
};
/** A certificate of a third party as the agriculture department entered it; status suspended or revoked as its issuer says. */
export const certificateBodySchema = z.strictObject({
  ...certificate,
  standing: z.strictObject({ reason: textSchema(500), at: instantSchema }).optional(),
});
export type CertificateBody = z.infer<typeof certificateBodySchema>;
export const registerCertificateSchema = z.strictObject({ ...request, ...certificate });
export type RegisterCertificate = z.infer<typeof registerCertificateSchema>;
/** `withdrawn` is final. */
export const setCertificateStandingSchema = z.strictObject({
  ...request,
  standing: z.enum(['active', 'suspended', 'withdrawn']),
  reason: textSchema(500),
});
export type SetCertificateStanding = z.infer<typeof setCertificateStandingSchema>;
