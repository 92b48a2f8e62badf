import { z } from 'zod';
import { importedSchema } from '../../imported.ts';
import { dateSchema, idSchema, instantSchema } from '../../schema-parts.ts';
import { actGrounds, credentialActs } from './credential-acts.ts';
import { credentialKinds } from './credential-types.ts';

const request = { requestId: idSchema };
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'sha-256');
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'jwk');

/** ES256 for signatures and ECDH-ES for sealing, EdDSA where a format asks for it. RFC 7517: public members only, nothing else. */
const publicJwk = z.union([
  z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
  z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate }),
]);
const issuerKey = {
  use: z.enum(['sign', 'seal']),
  algorithm: z.enum(['ES256', 'EdDSA', 'ECDH-ES']),
  jwk: publicJwk,
  validFrom: instantSchema,
  validUntil: instantSchema,
  /** custodial: a server keeps the private key for the unit (test profile). */
  custody: z.enum(['own', 'custodial']),
};
const fits = ({ use, algorithm, jwk }: { use: string; algorithm: string; jwk: { crv: string } }): boolean =>
  use === 'seal'
    ? algorithm === 'ECDH-ES' && jwk.crv === 'P-256'
    : (algorithm === 'EdDSA') === (jwk.crv === 'Ed25519') && algorithm !== 'ECDH-ES';

/** A key by which a unit signs or seals. `theft`: since when it may have been in other hands, and when that was reported. */
export const issuerKeyBodySchema = z.strictObject({
  ...issuerKey,
  unit: idSchema,
  successor: idSchema.optional(),
  theft: z.strictObject({ stolenOn: instantSchema, reportedAt: instantSchema }).optional(),
});
export type IssuerKeyBody = z.infer<typeof issuerKeyBodySchema>;
export const registerIssuerKeySchema = z.strictObject({ ...request, id: idSchema, ...issuerKey }).refine(fits, {
  error: 'key-algorithm',
  path: ['algorithm'],
});
export type RegisterIssuerKey = z.infer<typeof registerIssuerKeySchema>;
/** `replaces`: the key that ends. */
export const rotateIssuerKeySchema = z
  .strictObject({ ...request, id: idSchema, replaces: idSchema, ...issuerKey })
  .refine(fits, { error: 'key-algorithm', path: ['algorithm'] });
export type RotateIssuerKey = z.infer<typeof rotateIssuerKeySchema>;
export const reportKeyTheftSchema = z.strictObject({ ...request, id: idSchema, stolenOn: instantSchema });
export type ReportKeyTheft = z.infer<typeof reportKeyTheftSchema>;

/** What the ledger is told of a credential: no name, no birth date, no number. */
const issued = {
  id: idSchema,
  kind: z.enum(credentialKinds),
  commitment: sha256,
  /** Month of issue, YYYY-MM: a day and a school could be one person. */
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'month'),
  /** The issuer key that signs its formats. */
  key: idSchema,
  /** Taken from a shared database: an act of the first version says so in public. */
  imported: importedSchema.optional(),
};
export const issueSchema = z.strictObject({ ...request, ...issued });
export type Issue = z.infer<typeof issueSchema>;
export const issuedRowSchema = z.strictObject(issued);
export type IssuedRow = z.infer<typeof issuedRowSchema>;
export const maxBulkCredentials = 500;
export const issueBulkSchema = z.strictObject({
  ...request,
  credentials: z.array(issuedRowSchema).min(1).max(maxBulkCredentials),
});
export type IssueBulk = z.infer<typeof issueBulkSchema>;

/** Digits, capitals and signs of a document number (123/QĐ-SGDĐT): no words, so that no name gets in by accident. */
const decision = z.string().regex(/^[0-9A-ZĐ./&-]{1,60}$/, 'document-number');
const act = { ground: z.enum(actGrounds), decision: decision.optional(), date: dateSchema };

/** Why the status of a credential changed: public, and found from credential and version alone (`derivedId`). It names neither. */
export const actBodySchema = z.strictObject({ act: z.enum([...credentialActs, 'reissue', 'edit', 'import']), ...act });
export type ActBody = z.infer<typeof actBodySchema>;
export const changeStatusSchema = z.strictObject({ ...request, id: idSchema, act: z.enum(credentialActs), ...act });
export type ChangeStatus = z.infer<typeof changeStatusSchema>;

/** `id` is replaced by `successor`, whose id follows from it. */
export const supersedeSchema = z.strictObject({
  ...request,
  id: idSchema,
  act: z.enum(['reissue', 'edit']),
  ...act,
  // What replaces an imported credential is issued here and now.
  successor: issuedRowSchema.omit({ imported: true }),
});
export type Supersede = z.infer<typeof supersedeSchema>;

const attestation = {
  digest: sha256,
  /** Length of the file. */
  bytes: z.int().min(0),
  /** `application/pkix-cert`: a person's certificate (DER), by which the unit says who signs PDFs for it. */
  mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/, 'media-type'),
  /** Record that the file belongs to: a decision, a recall notice. */
  subject: idSchema.optional(),
};
export const attestationBodySchema = z.strictObject({ ...attestation, unit: idSchema });
export type AttestationBody = z.infer<typeof attestationBodySchema>;
export const attestSchema = z.strictObject({ ...request, id: idSchema, ...attestation });
export type Attest = z.infer<typeof attestSchema>;
/** From now on the unit does not stand for the file any more. */
export const withdrawAttestationSchema = z.strictObject({ ...request, id: idSchema });
export type WithdrawAttestation = z.infer<typeof withdrawAttestationSchema>;

/** Transaction name -> schema of its one argument. */
export const credentialCommands = {
  RegisterIssuerKey: registerIssuerKeySchema,
  RotateIssuerKey: rotateIssuerKeySchema,
  ReportKeyTheft: reportKeyTheftSchema,
  Issue: issueSchema,
  IssueBulk: issueBulkSchema,
  ChangeStatus: changeStatusSchema,
  Supersede: supersedeSchema,
  Attest: attestSchema,
  WithdrawAttestation: withdrawAttestationSchema,
} as const;

/** Record type -> schema of its body; `credential/credential` has none on the ledger. */
export const credentialBodies = {
  'credential/issuer-key': issuerKeyBodySchema,
  'credential/act': actBodySchema,
  'credential/attestation': attestationBodySchema,
} as const;
