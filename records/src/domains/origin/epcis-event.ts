import { z } from 'zod';
import { communeCodeSchema, idSchema, textSchema } from '../../schema-parts.ts';

/**
 * Fields of a captured EPCIS event (`origin/epcis-event`), in the order of their commitment. The ledger is shown the first half, bound
 * to the commitment, so that its rules hold for what was committed; the second half it never sees.
 */
export const epcisFields = [
  ...['/schemaVersion', '/unit', '/type', '/eventTime', '/eventTimeZoneOffset', '/action', '/bizStep', '/disposition'],
  ...['/persistentDisposition', '/transformationID', '/errorDeclaration', '/parentID', '/epcs', '/epcClasses'],
  ...['/commune', '/totals'],
  ...['/eventID', '/recordTime', '/readPoint', '/bizLocation', '/bizTransactionList', '/sourceList'],
  ...['/destinationList', '/amounts', '/sensorElementList', '/ilmd', '/certificationInfo', '/extensions', '/context'],
  ...['/errorExtensions', '/eventHash', '/readers'],
] as const;
export const epcisSeenCount = 16;

/** Most events of one transaction: with them its arguments stay under 1 MB. */
export const maxEpcisEvents = 200;

const hexSchema = z.string().regex(/^[0-9a-f]{64}$/, 'sha-256');
const claimSchema = z.strictObject({
  id: idSchema,
  commitment: hexSchema,
  /** Values of the first half, and their salts. */
  values: z.array(z.json()).length(epcisSeenCount),
  salts: z.array(hexSchema).length(epcisSeenCount),
  /** Hash of the subtree of the second half. */
  unseen: hexSchema,
});
export type EpcisClaim = z.infer<typeof claimSchema>;
export const captureEventsSchema = z.strictObject({
  requestId: idSchema,
  events: z.array(claimSchema).min(1).max(maxEpcisEvents),
});
export type CaptureEvents = z.infer<typeof captureEventsSchema>;

const uri = z.string().max(500);
const lists = (names: readonly string[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, z.array(uri).max(5000).optional()]))).nullable();
const milligrams = z.string().regex(/^\d{1,30}$/);

/** What the ledger reads of the first half. */
export const seenEventSchema = z.object({
  unit: idSchema,
  type: uri,
  eventTime: z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'instant'),
  action: z.enum(['ADD', 'OBSERVE', 'DELETE']).nullable(),
  bizStep: textSchema(300).nullable(),
  disposition: textSchema(300).nullable(),
  parentID: uri.nullable(),
  epcs: lists(['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList']),
  epcClasses: lists(['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList']),
  commune: communeCodeSchema.nullable(),
  totals: z.strictObject({ inputs: milligrams, outputs: milligrams }).nullable(),
});
export type SeenEvent = z.infer<typeof seenEventSchema>;

/** The first half as an object, by the names of its pointers. */
export const seenValues = ({ values }: EpcisClaim): Record<string, unknown> =>
  Object.fromEntries(values.map((value, index) => [epcisFields[index]?.slice(1) ?? '', value]));
