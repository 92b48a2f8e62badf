import type { UnitBody } from '@daunguon/records';
import { Router, type Request } from 'express';
import type { Deps } from '../../deps.ts';
import { stateOf } from '../../domains/record-reads.ts';
import { revocationOf } from '../../index-store/signer-revocations.ts';
import { signerId } from '../../ledger/signers.ts';
import { ask } from '../enrol-person.ts';
import type { Device } from './device-book.ts';

export interface DeviceDeps extends Pick<Deps, 'authenticate' | 'config' | 'store'> {
  /** A device may have been signed in: every session of its person ends, but that of the request. */
  endOtherSessions(person: { readonly issuer: string; readonly subject: string }, request: Request): readonly string[];
}

/**
 * Keys of people's own and the devices that hold them, as the enrolment agent knows them; when each signed last and since when the channel refuses
 * it, as the ledger says. Whose a device is stays with the agent.
 */
export function deviceRoutes({ authenticate, config, store, endOtherSessions }: DeviceDeps): Router {
  const router = Router();
  const shown = async ({ issuer: _, sub: __, serial, ...device }: Device) => {
    const signer = signerId(device.mspId, serial);
    const [used, revoked, unit] = await Promise.all([
      ...([store.get('signers', signer), revocationOf(store, signer)] as const),
      device.unit === '' ? undefined : stateOf(store, device.unit),
    ]);
    const lastUsedAt = used === undefined ? null : String(used['time']);
    const refused = revoked === undefined ? null : { block: revoked.block, at: revoked.time };
    const unitName = (unit?.body as Partial<UnitBody> | undefined)?.name ?? device.unit;
    return { ...device, unitName, lastUsedAt, refused };
  };
  router.use('/api/devices', (_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  const list = (path: string, of: string): void => {
    router.get(path, async (request, response) => {
      const { token } = await authenticate(request);
      const { items } = await ask<{ items: readonly Device[] }>(config.agentUrl, token, of);
      response.json({ items: await Promise.all(items.map(shown)) });
    });
  };
  list('/api/devices', '/devices');
  list('/api/devices/organisation', '/devices/organisation');
  router.post('/api/devices/:id/lost', async (request, response) => {
    const { token } = await authenticate(request);
    const path = `/devices/${encodeURIComponent(request.params.id)}/lost`;
    const device = await ask<Device>(config.agentUrl, token, path, {});
    for (const cookie of endOtherSessions({ issuer: device.issuer, subject: device.sub }, request))
      response.append('Set-Cookie', cookie);
    response.status(202).json(await shown(device));
  });
  return router;
}
