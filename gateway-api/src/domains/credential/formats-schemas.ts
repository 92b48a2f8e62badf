import { isId } from '@daunguon/proof';
import { z } from 'zod';

const id = z.string().refine(isId, 'id');

/** Media types of the documents by their name. */
export const documentTypes = {
  pdf: 'application/pdf',
  vc: 'application/vc',
  'vc-jwt': 'application/vc+jwt',
  'sd-jwt': 'application/dc+sd-jwt',
  'open-badge': 'application/vc',
  'open-badge-jwt': 'application/vc+jwt',
} as const;

export type DocumentFormat = keyof typeof documentTypes;
export const documentSchema = z.strictObject({
  id,
  format: z.enum(Object.keys(documentTypes) as [DocumentFormat, ...DocumentFormat[]]),
});

export const statusListPath = z.object({
  unit: id,
  purpose: z.enum(['revocation', 'suspension']),
  list: z.string().regex(/^\d{1,6}$/),
});
/** `timestamp` of Bitstring Status List 1.0 §3.1.1. */
export const statusListQuery = z.object({ timestamp: z.iso.datetime({ offset: true }).optional() });

export const tokenListType = 'application/statuslist+jwt';
export const tokenListPath = statusListPath.omit({ purpose: true });
/** `time` of Token Status List §8.4: seconds since 1970. */
export const tokenListQuery = z.object({
  time: z
    .string()
    .regex(/^\d{1,11}$/)
    .optional(),
});
