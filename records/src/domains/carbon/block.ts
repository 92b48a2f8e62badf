import { z } from 'zod';
import { dateSchema, idSchema, instantSchema, textSchema } from '../../schema-parts.ts';
import { carbonDecisionSchema, digestSchema, reason, request } from './carbon-parts.ts';
import { vintageSchema } from './monitoring.ts';
import { serialSchema } from './serial-range.ts';

export const blockStates = [
  'active',
  'pending-transfer',
  'blocked',
  'buffer',
  'pending-export',
  'retired',
  'cancelled',
  'exported',
  'superseded',
] as const;
export type BlockState = (typeof blockStates)[number];
/** Nothing leads out of these, except the corresponding adjustment of an exported block. */
export const terminalStates: readonly BlockState[] = ['retired', 'cancelled', 'exported', 'superseded'];

const country = z.string().regex(/^[A-Z]{2}$/, 'country');

const batch = {
  project: idSchema,
  projectCode: textSchema(60),
  vintage: vintageSchema,
  start: serialSchema,
  end: serialSchema,
  quantity: serialSchema,
};

/** One issuance: the batch for which conservation holds. */
export const issuanceBodySchema = z.strictObject({
  ...batch,
  monitoring: idSchema,
  /** The owner's block; absent where the pool's share, rounded up, is the whole batch. */
  block: idSchema.optional(),
  buffer: z.strictObject({ block: idSchema, quantity: serialSchema }).optional(),
  reportDigest: digestSchema,
});
export type IssuanceBody = z.infer<typeof issuanceBodySchema>;
/**
 * `id` is the issuance; the serials come from the ledger's counter, never from here. `block` and `buffer` name the owner's and the pool's block;
 * the name of one that gets no unit stays unused.
 */
export const issueUnitsSchema = z.strictObject({
  ...request,
  monitoring: idSchema,
  block: idSchema,
  buffer: idSchema.optional(),
});
export type IssueUnits = z.infer<typeof issueUnitsSchema>;

/** Corresponding adjustment of Article 6: declared, then pending with the export, then completed; never back. */
export const adjustmentSchema = z.strictObject({
  declaration: z.enum(['committed', 'not-required']),
  status: z.enum(['declared', 'pending', 'completed']),
  evidenceDigest: digestSchema.optional(),
});
/** Codes that only the ministry issues (Circular 11/2026/TT-BNNMT); empty until they are imported. */
const national = {
  domesticCode: textSchema(60),
  nationalSerial: textSchema(120).optional(),
  nationalRegistryStatus: textSchema(60).optional(),
  vsdcStatus: textSchema(60).optional(),
};
export const nationalSchema = z.strictObject(national);
export const cancelReasons = ['voluntary', 'issued-in-error', 'reversal'] as const;

/** Consecutive units with one holder (`owner`) and one state; `quantity` is always end - start + 1. */
export const blockBodySchema = z.strictObject({
  ...batch,
  issuance: idSchema,
  state: z.enum(blockStates),
  issuanceTime: instantSchema,
  /** The block of which this one is a part, and the two parts of one that was split. */
  parent: idSchema.optional(),
  parts: z.tuple([idSchema, idSchema]).optional(),
  transfer: z.strictObject({ to: idSchema, at: instantSchema }).optional(),
  dispute: z.strictObject({ reason, at: instantSchema }).optional(),
  retirement: idSchema.optional(),
  cancellation: z
    .strictObject({ kind: z.enum(cancelReasons), reason, at: instantSchema, reversal: idSchema.optional() })
    .optional(),
  adjustment: adjustmentSchema.optional(),
  export: z
    .strictObject({
      country,
      acquirer: textSchema(200),
      requestedAt: instantSchema,
      approval: carbonDecisionSchema.extend({ digest: digestSchema }).optional(),
      refusal: reason.optional(),
    })
    .optional(),
  /** When it first left the country; set once. */
  firstTransferAt: instantSchema.optional(),
  national: nationalSchema.optional(),
});
export type BlockBody = z.infer<typeof blockBodySchema>;

/** `id` is the block; `first` the units of the first part. */
export const splitBlockSchema = z.strictObject({
  ...request,
  first: serialSchema,
  parts: z.tuple([idSchema, idSchema]),
});
export type SplitBlock = z.infer<typeof splitBlockSchema>;
export const transferBlockSchema = z.strictObject({ ...request, to: idSchema });
export type TransferBlock = z.infer<typeof transferBlockSchema>;
/** `id` is the block: the recipient takes it. */
export const acceptTransferSchema = z.strictObject(request);
export type AcceptTransfer = z.infer<typeof acceptTransferSchema>;
/** `id` is the block: the recipient declines, or the sender takes it back. */
export const returnTransferSchema = z.strictObject(request);
export type ReturnTransfer = z.infer<typeof returnTransferSchema>;
export const blockUnitsSchema = z.strictObject({ ...request, reason });
export type BlockUnits = z.infer<typeof blockUnitsSchema>;
export const unblockUnitsSchema = z.strictObject({ ...request, reason });
export type UnblockUnits = z.infer<typeof unblockUnitsSchema>;
export const cancelBlockSchema = z.strictObject({ ...request, kind: z.enum(['voluntary', 'issued-in-error']), reason });
export type CancelBlock = z.infer<typeof cancelBlockSchema>;

export const declareAdjustmentSchema = z.strictObject({
  ...request,
  declaration: z.enum(['committed', 'not-required']),
});
export type DeclareAdjustment = z.infer<typeof declareAdjustmentSchema>;
export const requestExportSchema = z.strictObject({ ...request, country, acquirer: textSchema(200) });
export type RequestExport = z.infer<typeof requestExportSchema>;
/** Either the paper that approves, or the reason of a refusal. */
export const decideExportSchema = z.strictObject({
  ...request,
  approval: carbonDecisionSchema.extend({ digest: digestSchema }).optional(),
  refusal: reason.optional(),
});
export type DecideExport = z.infer<typeof decideExportSchema>;
export const completeAdjustmentSchema = z.strictObject({ ...request, evidenceDigest: digestSchema });
export type CompleteAdjustment = z.infer<typeof completeAdjustmentSchema>;

/** Carbon that was stored and is lost again: as many units of the pool are cancelled, what was retired stays retired. */
const reversal = {
  project: idSchema,
  quantity: serialSchema,
  /** Blocks of the pool, whole; split one first where less is needed. */
  blocks: z.array(idSchema).min(1).max(50),
  reason,
  occurredOn: dateSchema,
  evidenceDigest: digestSchema,
};
export const reversalBodySchema = z.strictObject(reversal);
export type ReversalBody = z.infer<typeof reversalBodySchema>;
export const reverseUnitsSchema = z.strictObject({ ...request, ...reversal });
export type ReverseUnits = z.infer<typeof reverseUnitsSchema>;
/** `id` is a block of the pool; it goes back to the project's owner. */
export const releaseBufferSchema = z.strictObject({ ...request, reason });
export type ReleaseBuffer = z.infer<typeof releaseBufferSchema>;

export const importNationalCodesSchema = z.strictObject({
  requestId: idSchema,
  codes: z
    .array(z.strictObject({ block: idSchema, ...national }))
    .min(1)
    .max(200),
});
export type ImportNationalCodes = z.infer<typeof importNationalCodesSchema>;

export const beneficiaryTypes = ['company', 'public-body', 'association', 'event'] as const;
export const retirementPurposes = ['voluntary', 'domestic-offset', 'ndc'] as const;
const retirement = {
  /** A legal entity or an event, never a natural person: this stands in the open for ever. */
  beneficiary: z.strictObject({
    name: textSchema(200),
    type: z.enum(beneficiaryTypes),
    /** SHA-256 of the beneficiary's registration number. */
    idHash: digestSchema,
    country,
  }),
  purpose: z.enum(retirementPurposes),
  /** Emissions of these days are made up for. */
  periodFrom: dateSchema,
  periodUntil: dateSchema,
  statement: textSchema(500).optional(),
};
/** The certificate: one version for ever; what was wrong is said by an annotation beside it. */
export const retirementBodySchema = z.strictObject({
  ...batch,
  ...retirement,
  /** Follows from the serials, which are retired once: unique without a counter of its own. */
  number: textSchema(120),
  block: idSchema,
  issuance: idSchema,
  retiredAt: instantSchema,
  holder: idSchema,
});
export type RetirementBody = z.infer<typeof retirementBodySchema>;
/** `id` is the certificate. */
export const retireBlockSchema = z.strictObject({ ...request, block: idSchema, ...retirement });
export type RetireBlock = z.infer<typeof retireBlockSchema>;
const annotation = { certificate: idSchema, text: textSchema(1000) };
export const annotationBodySchema = z.strictObject(annotation);
export type AnnotationBody = z.infer<typeof annotationBodySchema>;
export const annotateRetirementSchema = z.strictObject({ ...request, ...annotation });
export type AnnotateRetirement = z.infer<typeof annotateRetirementSchema>;
