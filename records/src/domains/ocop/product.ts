import { z } from 'zod';
import {
  communeCodeSchema,
  dateSchema,
  gtinSchema,
  idSchema,
  instantSchema,
  taxCodeSchema,
  textSchema,
} from '../../schema-parts.ts';
import { ocopGroups, type OcopGroup } from './groups.ts';

const groups = Object.keys(ocopGroups) as [OcopGroup, ...OcopGroup[]];

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/, 'sha-256');

/** What was decided, by whom: number and day of the paper, and the authority, never a person. */
export const decisionSchema = z.strictObject({
  number: textSchema(60),
  date: dateSchema,
  authority: textSchema(200),
});
export type Decision = z.infer<typeof decisionSchema>;

const dossier = {
  name: textSchema(200),
  nameEn: textSchema(200).optional(),
  group: z.enum(groups),
  /** As the decision words it: the list of subgroups changes with the programme. */
  subgroup: textSchema(120),
  /** Of the legal entity: 10 or 13 digits. A citizen's number, which has 12, does not pass. */
  taxCode: taxCodeSchema,
  story: z.strictObject({ vi: textSchema(2000), en: textSchema(2000).optional() }),
  images: z.array(digestSchema).max(10).optional(),
  gtins: z.array(gtinSchema).max(20).optional(),
  certificates: z
    .array(z.strictObject({ name: textSchema(120), number: textSchema(60), until: dateSchema.optional() }))
    .max(20)
    .optional(),
  /** What it is made of; the batches are records of their own and named by id only. */
  materials: z
    .array(z.strictObject({ name: textSchema(120), batches: z.array(idSchema).max(20) }))
    .min(1)
    .max(30),
  growingAreas: z.array(idSchema).max(20).optional(),
};
/** Where the newest version of the dossier stands. */
export const productStages = [
  'submitted',
  'returned',
  'received',
  'in-council',
  'proposed5',
  'rated',
  'not-rated',
] as const;
export type ProductStage = (typeof productStages)[number];

/** What the product's own record says of its rating, so that one proof shows stars and validity. */
export const currentRatingSchema = z.strictObject({
  record: idSchema,
  stars: z.int().min(1).max(5),
  points: z.string(),
  certificate: textSchema(60),
  decision: decisionSchema,
  issuedOn: dateSchema,
  /** Last day on which it holds. */
  expiresOn: dateSchema,
  /** First day of the reminder. */
  noticeFrom: dateSchema,
  /** Version of the dossier that was rated. */
  productVersion: z.int().min(1),
});
export type CurrentRating = z.infer<typeof currentRatingSchema>;

export const revocationSchema = z.strictObject({
  reason: textSchema(500),
  decision: decisionSchema,
  at: instantSchema,
});

/** A product of the programme "one commune, one product"; status `revoked` while its last rating is. */
export const productBodySchema = z.strictObject({
  ...dossier,
  /** Unit that made the dossier, and its commune. */
  producer: idSchema,
  commune: communeCodeSchema,
  stage: z.enum(productStages),
  /** Version of the dossier: goes up with the producer's updates only. */
  dossierVersion: z.int().min(1),
  /** Why the dossier was updated. */
  updateReason: textSchema(500).optional(),
  returnReason: textSchema(500).optional(),
  council: idSchema.optional(),
  rating: currentRatingSchema.optional(),
  revocation: revocationSchema.optional(),
});
export type ProductBody = z.infer<typeof productBodySchema>;

const request = { requestId: idSchema, id: idSchema };
/** The commune is that of the producer's unit, so that nobody chooses who receives the dossier. */
export const submitProductSchema = z.strictObject({ ...request, ...dossier });
export type SubmitProduct = z.infer<typeof submitProductSchema>;
export type Dossier = Omit<SubmitProduct, 'requestId' | 'id'>;
/** `id` is the product: a new version of the whole dossier, to be received and rated again. */
export const updateProductSchema = z.strictObject({ ...request, ...dossier, reason: textSchema(500) });
export type UpdateProduct = z.infer<typeof updateProductSchema>;
/** `id` is the product. */
export const receiveProductSchema = z.strictObject(request);
export type ReceiveProduct = z.infer<typeof receiveProductSchema>;
export const returnProductSchema = z.strictObject({ ...request, reason: textSchema(500) });
export type ReturnProduct = z.infer<typeof returnProductSchema>;
