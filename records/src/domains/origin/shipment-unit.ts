import { z } from 'zod';
import { idSchema, instantSchema, ssccSchema, textSchema } from '../../schema-parts.ts';
import { containerNumberSchema } from './container-number.ts';

const request = { requestId: idSchema, id: idSchema };

/** A port by its UN/LOCODE (VNCMT, VNSGN), and the terminal. */
export const portSchema = z.strictObject({
  locode: z.string().regex(/^[A-Z]{2}[A-Z2-9]{3}$/, 'locode'),
  terminal: textSchema(80).optional(),
});

/** What goods travel in, by the number that its kind has: ISO 6346, GS1 SSCC, a carrier's tracking number. */
const identitySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('container'), number: containerNumberSchema }),
  z.strictObject({ kind: z.literal('pallet'), number: ssccSchema }),
  z.strictObject({ kind: z.literal('parcel'), number: z.string().regex(/^[A-Z0-9-]{6,40}$/, 'tracking-number') }),
]);
export type ShipmentIdentity = z.infer<typeof identitySchema>;

const journey = {
  identity: identitySchema,
  billOfLading: z
    .string()
    .regex(/^[A-Z0-9/-]{4,35}$/, 'bill-of-lading')
    .optional(),
  carrier: textSchema(120).optional(),
};
/** One journey of a container, pallet or parcel; closed once it is empty again. */
export const shipmentUnitBodySchema = z.strictObject({
  ...journey,
  batches: z.array(idSchema),
  /** Pallets and parcels inside. */
  units: z.array(idSchema),
  /** The unit that this one is inside of. */
  within: idSchema.optional(),
  seal: z.strictObject({ number: textSchema(40), at: instantSchema }).optional(),
  /** The last gate that it went through. */
  gate: z.strictObject({ event: idSchema, direction: z.enum(['in', 'out']), port: portSchema }).optional(),
});
export type ShipmentUnitBody = z.infer<typeof shipmentUnitBodySchema>;

export const openShipmentUnitSchema = z.strictObject({ ...request, ...journey });
export type OpenShipmentUnit = z.infer<typeof openShipmentUnitSchema>;

const contents = {
  batches: z.array(idSchema).max(200).optional(),
  units: z.array(idSchema).max(60).optional(),
};
/** `id` is the event. */
export const loadShipmentUnitSchema = z.strictObject({ ...request, shipmentUnit: idSchema, ...contents });
export type LoadShipmentUnit = z.infer<typeof loadShipmentUnitSchema>;
/** `id` is the event. Breaks the seal, if there is one. */
export const unloadShipmentUnitSchema = z.strictObject({ ...request, shipmentUnit: idSchema, ...contents });
export type UnloadShipmentUnit = z.infer<typeof unloadShipmentUnitSchema>;
/** `id` is the event. */
export const sealShipmentUnitSchema = z.strictObject({ ...request, shipmentUnit: idSchema, seal: textSchema(40) });
export type SealShipmentUnit = z.infer<typeof sealShipmentUnitSchema>;
/** `id` is the event. */
export const recordGateSchema = z.strictObject({
  ...request,
  shipmentUnit: idSchema,
  direction: z.enum(['in', 'out']),
  port: portSchema,
});
export type RecordGate = z.infer<typeof recordGateSchema>;
