import { communeCodeSchema, gtinSchema, lotSchema } from '@daunguon/records';
import { z } from 'zod';

export const tokenSchema = z.string().max(120);
export const serialSchema = lotSchema;

/** `POST /api/origin/scans`: what a reader chose to tell. */
export const scanSchema = z.strictObject({
  token: tokenSchema,
  gtin: gtinSchema,
  lot: lotSchema,
  serial: serialSchema,
  /** Chosen by the reader, or absent. */
  commune: communeCodeSchema.optional(),
  claims: z.boolean().optional(),
});

const sighting = z.strictObject({ day: z.iso.date(), commune: z.string().optional() });
export const statementSchema = z.strictObject({
  ...{ scans: z.int().min(0), communes: z.int().min(0), days: z.int().min(1), copied: z.boolean() },
  ...{ first: sighting.optional(), claim: sighting.optional() },
});
export const countedSchema = z.strictObject({ counted: z.boolean(), scans: statementSchema });
export const issuedTokenSchema = z.strictObject({ token: z.string() });
