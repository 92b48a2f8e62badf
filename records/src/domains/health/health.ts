import { z } from 'zod';
import { dateSchema, idSchema, instantSchema } from '../../schema-parts.ts';

const request = { requestId: idSchema };
export const hexDigestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'sha-256');
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'jwk');

/** A facility's P-256 public key (RFC 7517): `seal` receives bundles (ECDH-ES), `sign` signs digests (ES256). */
const facilityKey = {
  use: z.enum(['seal', 'sign']),
  jwk: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
  validFrom: instantSchema,
  validUntil: instantSchema,
};
export const facilityKeyBodySchema = z.strictObject({ ...facilityKey, unit: idSchema });
export type FacilityKeyBody = z.infer<typeof facilityKeyBodySchema>;
export const registerFacilityKeySchema = z.strictObject({ ...request, id: idSchema, ...facilityKey });
export type RegisterFacilityKey = z.infer<typeof registerFacilityKeySchema>;

/** Every batch has this many commitments, whatever came: what is missing is filled with random ones. */
export const batchSize = 64;
const commitmentRow = z.strictObject({ id: idSchema, commitment: hexDigestSchema });
export type CommitmentRow = z.infer<typeof commitmentRow>;
/** `superseded`: earlier commitments that corrected ones replace, made-up ones among them; which replaces which is not said. */
export const commitBatchSchema = z.strictObject({
  ...request,
  batch: idSchema,
  commitments: z.array(commitmentRow).length(batchSize, 'batch-size'),
  superseded: z
    .array(idSchema)
    .max(4 * batchSize)
    .optional(),
});
export type CommitBatch = z.infer<typeof commitBatchSchema>;

export const erasureGrounds = ['holder-request', 'purpose-ended', 'retention-ended', 'court-decision'] as const;
export const erasureRequesters = ['patient', 'guardian', 'facility', 'department', 'court'] as const;
const erasure = {
  /** Transaction that purged the salts of the release from the private collection. */
  purge: hexDigestSchema,
};
/**
 * Receipt of an erasure (Law 91/2025/QH15): found from id and version of what was erased (`derivedId`), names neither. The same for a
 * made-up row that shares a record's fate; ground and requester are in the patient's access log alone.
 */
export const erasureBodySchema = z.strictObject(erasure);
export type ErasureBody = z.infer<typeof erasureBodySchema>;
/** One release: rows of many facilities and made-up ones, which nothing tells apart. */
export const eraseSchema = z.strictObject({ ...request, ids: z.array(idSchema).min(1).max(batchSize), ...erasure });
export type Erase = z.infer<typeof eraseSchema>;

/** Merkle root (RFC 6962) over the access log's entries of one Vietnamese calendar day; how many there were is not said. */
const accessRoot = { day: dateSchema, root: hexDigestSchema };
export const accessRootBodySchema = z.strictObject(accessRoot);
export type AccessRootBody = z.infer<typeof accessRootBodySchema>;
export const recordAccessRootSchema = z.strictObject({ ...request, id: idSchema, ...accessRoot });
export type RecordAccessRoot = z.infer<typeof recordAccessRootSchema>;

/** Private collection of HealthMSP; its values travel as transient data, never as arguments. */
export const saltCollection = 'healthSalts';
export const saltKey = (id: string): string => `s/${id}`;
export const keepSaltsSchema = z.strictObject({
  salts: z
    .array(z.strictObject({ id: idSchema, saltSeed: hexDigestSchema }))
    .min(1)
    .max(batchSize),
});
export const purgeSaltsSchema = z.strictObject({ ids: z.array(idSchema).min(1).max(batchSize) });

/** Transaction name -> schema of its one argument. */
export const healthCommands = {
  RegisterKey: registerFacilityKeySchema,
  CommitBatch: commitBatchSchema,
  Erase: eraseSchema,
  RecordAccessRoot: recordAccessRootSchema,
} as const;

/** Record type -> schema of its body; `health/commitment` has none on the ledger. */
export const healthBodies = {
  'health/key': facilityKeyBodySchema,
  'health/erasure': erasureBodySchema,
  'health/access-root': accessRootBodySchema,
} as const;
