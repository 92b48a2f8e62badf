import { communeCodeSchema, gtinSchema, idSchema, lotSchema, textSchema } from '@daunguon/records';
import { z } from 'zod';
import { serialSchema, statementSchema, tokenSchema } from '../scans/scans-schema.ts';

const reportReasons = ['label-copied', 'seal-broken', 'goods-differ', 'no-record', 'other'] as const;
export type ReportReason = (typeof reportReasons)[number];

/** What a report is about: a record of a label, or a lot with or without its serial; exactly one. */
const about = {
  record: idSchema.optional(),
  gtin: gtinSchema.optional(),
  lot: lotSchema.optional(),
  serial: serialSchema.optional(),
};

/** `POST /api/origin/fake-reports`. `id` is made by the reader's page: sent again, a report is the same one. */
export const reportSchema = z
  .strictObject({
    id: idSchema,
    token: tokenSchema,
    ...about,
    reason: z.enum(reportReasons),
    /** Where the thing was bought, chosen by the reader. */
    commune: communeCodeSchema.optional(),
    /** SHA-256 of a photo that the reader keeps. */
    photo: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'sha-256')
      .optional(),
    /** What the reader writes, and how to reach them: kept sealed in the vault alone. */
    note: textSchema(500).optional(),
    contact: textSchema(200).optional(),
  })
  .refine(
    ({ record, gtin, lot }) => (record === undefined ? gtin !== undefined && lot !== undefined : gtin === undefined),
    {
      path: ['record'],
      message: 'missing',
    },
  );

/** Query of the inspectors' reads; all optional. */
export const reportQuerySchema = z.object({
  record: idSchema.optional(),
  gtin: gtinSchema.optional(),
  lot: lotSchema.optional(),
  serial: serialSchema.optional(),
  commune: communeCodeSchema.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type ReportQuery = z.infer<typeof reportQuerySchema>;
export const clusterQuerySchema = reportQuerySchema.extend({
  by: z.enum(['lot', 'serial', 'commune', 'day']).default('lot'),
});

const storedReportSchema = z.strictObject({
  ...{ id: idSchema, label: z.string(), reason: z.enum(reportReasons), day: z.iso.date(), sealed: z.boolean() },
  ...{ commune: z.string().optional(), photo: z.string().optional(), head: z.int().min(0) },
});
export const reportsSchema = z.strictObject({ items: z.array(storedReportSchema) });
export const clustersSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      ...{
        key: z.string(),
        reports: z.int(),
        labels: z.int(),
        communes: z.int(),
        first: z.iso.date(),
        last: z.iso.date(),
      },
    }),
  ),
});
export const openedReportSchema = z.strictObject({ note: z.string().optional(), contact: z.string().optional() });
export const evidenceSchema = z.strictObject({
  evidence: z.literal('daunguon-fake-reports/1'),
  madeAt: z.iso.datetime(),
  asked: z.record(z.string(), z.string()),
  reports: z.array(storedReportSchema),
  scans: z.array(z.strictObject({ label: z.string(), ...statementSchema.shape })),
  bundles: z.array(z.strictObject({ label: z.string(), bundle: z.record(z.string(), z.unknown()) })),
  heads: z.array(z.string()),
  left: z.int().min(0),
});
