import { z } from 'zod';
import { importedSchema } from '../../imported.ts';
import { communeCodeSchema, cropSchema, dateSchema, idSchema, textSchema } from '../../schema-parts.ts';
import { siteBody, siteCodeSchema, siteSchemes } from './site.ts';

const request = { requestId: idSchema, id: idSchema };

/** Longitude and latitude in 1e-7 degrees: integers have one canonical form. */
const pointSchema = z.tuple([
  z.int().min(-1_800_000_000).max(1_800_000_000),
  z.int().min(-900_000_000).max(900_000_000),
]);

/** What may change without a new code. */
const described = {
  name: textSchema(200),
  variety: textSchema(80).optional(),
  areaM2: z.int().min(1).max(1_000_000_000),
  /** Number of households; who they are is no matter of the ledger. */
  households: z.int().min(1).max(100_000).optional(),
  maxYieldKgPerHa: z.int().min(1).max(1_000_000),
  standard: z
    .strictObject({ name: textSchema(60), certificate: textSchema(60), from: dateSchema, until: dateSchema })
    .optional(),
  polygonE7: z.array(pointSchema).min(4).max(500).optional(),
};
const growingArea = {
  ...{ puc: siteCodeSchema, crop: cropSchema, commune: communeCodeSchema, ...described },
  /** Taken from a shared database; whatever is changed later, the first version came from there. */
  imported: importedSchema.optional(),
  /** Of what is grown here nothing is real: every lot of it is marked as well, and none leaves its unit. */
  training: z.literal(true).optional(),
};
export const growingAreaBodySchema = z.strictObject({ ...growingArea, pucNormalised: z.string(), ...siteBody });
export type GrowingAreaBody = z.infer<typeof growingAreaBodySchema>;
/** `unit` is the unit that will own the growing area; without `scheme` it is the one that the code has the form of. */
const growingAreaRow = { id: idSchema, unit: idSchema, ...growingArea, scheme: z.enum(siteSchemes).optional() };
export const registerGrowingAreaSchema = z.strictObject({ ...request, ...growingAreaRow });
export type RegisterGrowingArea = z.infer<typeof registerGrowingAreaSchema>;
export const growingAreaRowSchema = z.strictObject(growingAreaRow);
export type GrowingAreaRow = z.infer<typeof growingAreaRowSchema>;
export const registerGrowingAreasSchema = z.strictObject({
  requestId: idSchema,
  areas: z.array(growingAreaRowSchema).min(1).max(500),
});
export type RegisterGrowingAreas = z.infer<typeof registerGrowingAreasSchema>;
/** Fields that are left out stay as they are; `null` takes one out that need not be there. */
export const updateGrowingAreaSchema = z.strictObject({
  ...request,
  reason: textSchema(500),
  ...z.object(described).partial().shape,
  ...{ variety: described.variety.nullable(), households: described.households.nullable() },
  ...{ standard: described.standard.nullable(), polygonE7: described.polygonE7.nullable() },
});
export type UpdateGrowingArea = z.infer<typeof updateGrowingAreaSchema>;

const farm = {
  name: textSchema(200),
  growingArea: idSchema,
  commune: communeCodeSchema,
  areaM2: z.int().min(1).max(1_000_000_000).optional(),
};
export const farmBodySchema = z.strictObject({ ...farm, certificates: siteBody.certificates });
export type FarmBody = z.infer<typeof farmBodySchema>;
/** `unit` is the unit that will own the farm; absent: the actor's own. */
export const registerFarmSchema = z.strictObject({ ...request, unit: idSchema.optional(), ...farm });
export type RegisterFarm = z.infer<typeof registerFarmSchema>;
