import { z } from 'zod';
import { communeCodeSchema, cropSchema, dateSchema, idSchema, textSchema } from '../../schema-parts.ts';

const request = { requestId: idSchema, id: idSchema };

/** Growing area code (PUC, mã số vùng trồng), as printed; compared in the form of `normalisePuc`. */
export const pucSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 .\-/]{2,38}[A-Za-z0-9]$/, 'puc');

/** Longitude and latitude in 1e-7 degrees: integers have one canonical form. */
const pointSchema = z.tuple([
  z.int().min(-1_800_000_000).max(1_800_000_000),
  z.int().min(-900_000_000).max(900_000_000),
]);

const growingArea = {
  puc: pucSchema,
  name: textSchema(200),
  crop: cropSchema,
  areaM2: z.int().min(1).max(1_000_000_000),
  maxYieldKgPerHa: z.int().min(1).max(1_000_000),
  commune: communeCodeSchema,
  standard: z
    .strictObject({ name: textSchema(60), certificate: textSchema(60), from: dateSchema, until: dateSchema })
    .optional(),
  polygonE7: z.array(pointSchema).min(4).max(500).optional(),
};
export const growingAreaBodySchema = z.strictObject({ ...growingArea, pucNormalised: z.string() });
export type GrowingAreaBody = z.infer<typeof growingAreaBodySchema>;
/** `unit` is the unit that will own the growing area. */
export const registerGrowingAreaSchema = z.strictObject({ ...request, unit: idSchema, ...growingArea });
export type RegisterGrowingArea = z.infer<typeof registerGrowingAreaSchema>;

const farm = {
  name: textSchema(200),
  growingArea: idSchema,
  commune: communeCodeSchema,
  areaM2: z.int().min(1).max(1_000_000_000).optional(),
};
export const farmBodySchema = z.strictObject(farm);
export type FarmBody = z.infer<typeof farmBodySchema>;
/** `unit` is the unit that will own the farm; absent: the actor's own. */
export const registerFarmSchema = z.strictObject({ ...request, unit: idSchema.optional(), ...farm });
export type RegisterFarm = z.infer<typeof registerFarmSchema>;
