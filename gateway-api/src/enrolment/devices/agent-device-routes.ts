import { Router, type Request } from 'express';
import { HttpProblem } from '../../http/http-problem.ts';
import { looksAfter, type Member } from '../members-file.ts';
import type { RevocationCarrier } from './carry-revocations.ts';
import type { Device, DeviceBook } from './device-book.ts';

export interface AgentDeviceDeps {
  readonly book: DeviceBook;
  readonly carrier: Pick<RevocationCarrier, 'start'>;
  /** Who asks, as a member of the unit in which they work now. @throws HttpProblem */
  who(request: Request): Promise<Member>;
  readonly now: () => number;
}

/**
 * `GET /devices`: the person's own. `GET /devices/organisation`: those of everybody in it, for its registrar. `POST /devices/:id/lost`: by the
 * person, from any other device, or by the registrar; answered once it is on disk, while authority and channel follow. `GET /devices/waiting`:
 * how many revocations the channel does not hold yet, told to anybody.
 */
export function agentDeviceRoutes({ book, carrier, who, now }: AgentDeviceDeps): Router {
  const router = Router();
  router.get('/devices', async (request, response) => {
    const { person } = await who(request);
    response.json({ items: book.ofPerson(person) });
  });
  router.get('/devices/organisation', async (request, response) => {
    const member = await who(request);
    if (!looksAfter(member, member.mspId)) throw new HttpProblem('auth/registrars-only');
    response.json({ items: book.ofOrganisation(member.mspId) });
  });
  router.get('/devices/waiting', (_request, response) => {
    const waiting = book.waiting();
    const since = waiting.map(({ lostAt }) => lostAt).sort()[0] ?? null;
    response.json({ waiting: waiting.length, since, mspIds: [...new Set(waiting.map(({ mspId }) => mspId))] });
  });
  router.post('/devices/:id/lost', async (request, response) => {
    const member = await who(request);
    const device = book.get(request.params.id);
    const isOwn = book.isOf(request.params.id, member.person);
    // Whose device it is, is nobody else's business: as if there were none.
    if (device === undefined || !(isOwn || looksAfter(member, device.mspId)))
      throw new HttpProblem('auth/no-such-device');
    book.lose(device.id, new Date(now()).toISOString());
    carrier.start();
    response.status(202).json(book.get(device.id) satisfies Device | undefined);
  });
  return router;
}
