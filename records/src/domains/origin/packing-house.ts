import { z } from 'zod';
import { communeCodeSchema, cropSchema, idSchema, textSchema } from '../../schema-parts.ts';
import { siteBody, siteCodeSchema, siteSchemes } from './site.ts';

const request = { requestId: idSchema, id: idSchema };

const described = {
  name: textSchema(200),
  crops: z.array(cropSchema).min(1).max(30),
  capacityKgPerDay: z.int().min(1).max(100_000_000).optional(),
};
const packingHouse = { phc: siteCodeSchema, commune: communeCodeSchema, ...described };
/** A house that packs for export, under its code (PHC, mã số cơ sở đóng gói). */
export const packingHouseBodySchema = z.strictObject({ ...packingHouse, phcNormalised: z.string(), ...siteBody });
export type PackingHouseBody = z.infer<typeof packingHouseBodySchema>;
/** `unit` is the unit that runs it. */
export const registerPackingHouseSchema = z.strictObject({
  ...request,
  unit: idSchema,
  ...packingHouse,
  scheme: z.enum(siteSchemes).optional(),
});
export type RegisterPackingHouse = z.infer<typeof registerPackingHouseSchema>;
/** Fields that are left out stay as they are; `null` takes one out that need not be there. */
export const updatePackingHouseSchema = z.strictObject({
  ...request,
  reason: textSchema(500),
  ...z.object(described).partial().shape,
  capacityKgPerDay: described.capacityKgPerDay.nullable(),
});
export type UpdatePackingHouse = z.infer<typeof updatePackingHouseSchema>;
