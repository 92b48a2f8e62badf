import { z } from 'zod';
import type { Operation } from './operations.ts';

const text = z.string();
const time = z.iso.datetime();
/** A key of a person's own on one of their devices. `refused`: the block since which the channel takes nothing of it. */
const deviceSchema = z.strictObject({
  ...{ id: text, mspId: text, role: text, unit: text, unitName: text, label: text, enrolledAt: time, validUntil: time },
  ...{ lostAt: time.nullable(), lastUsedAt: text.nullable() },
  refused: z.strictObject({ block: z.int().min(0), at: text }).nullable(),
});
export const devicesSchema = z.strictObject({ items: z.array(deviceSchema) });

/** Keys of people's own: where they are, and the report that one is lost. */
export const deviceOperations: readonly Operation[] = [
  {
    ...{ method: 'get', path: '/api/devices', summary: 'Thiết bị của tôi / My devices', signedIn: true },
    answers: { 200: [devicesSchema, 'Newest first'] },
  },
  {
    ...{ method: 'get', path: '/api/devices/organisation', signedIn: true },
    summary: 'Thiết bị của mọi người trong tổ chức / Devices of the organisation',
    answers: { 200: [devicesSchema, 'For its registrars'] },
  },
  {
    ...{ method: 'post', path: '/api/devices/:id/lost', summary: 'Báo mất máy / Report a device lost', signedIn: true },
    answers: { 202: [deviceSchema, 'Noted; authority and channel follow within seconds'] },
  },
];
