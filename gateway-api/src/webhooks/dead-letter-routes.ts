import { Router } from 'express';
import type { Deps } from '../deps.ts';
import { requireAdministrator } from '../auth/administrator.ts';
import type { PartnerStore } from '../exchange/partner-store.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { deadLetterView, webhookView } from './webhook-schemas.ts';
import type { WebhookStore } from './webhook-store.ts';

export interface DeadLetterDeps extends Pick<Deps, 'authenticate' | 'identityOf' | 'config'> {
  readonly webhooks: WebhookStore;
  readonly partners: PartnerStore;
  readonly wake: () => void;
}
const mostShown = 200;

/** All webhooks and what could not be delivered, for the gateway's administrators. */
export function deadLetterRoutes(deps: DeadLetterDeps): Router {
  const { webhooks, partners, wake } = deps;
  const router = Router();
  const names = (): ReadonlyMap<string, string> => new Map(partners.all().map(({ id, name }) => [id, name]));

  router.get('/api/exchange/webhooks', async (request, response) => {
    await requireAdministrator(deps, request);
    const items = webhooks.all().map((one) => ({
      ...webhookView(webhooks, one),
      ...{ partner: one.partner, kind: one.kind },
    }));
    response.set('Cache-Control', 'no-store').json({ items });
  });
  router.post('/api/exchange/webhooks/:id/resume', async (request, response) => {
    await requireAdministrator(deps, request);
    const id = request.params.id;
    if (webhooks.get(id) === undefined) throw new HttpProblem('http/not-found', id);
    webhooks.resume(id);
    wake();
    response.json({ id });
  });
  router.get('/api/exchange/dead-letters', async (request, response) => {
    await requireAdministrator(deps, request);
    const known = names();
    const items = webhooks.dead(mostShown).map((message) => {
      const { partner = '', url = '' } = webhooks.get(message.subscription) ?? {};
      return { ...deadLetterView(message), partner, partnerName: known.get(partner) ?? partner, url };
    });
    response.set('Cache-Control', 'no-store').json({ items });
  });
  for (const act of ['retry', 'drop'] as const) {
    router.post(`/api/exchange/dead-letters/:id/${act}`, async (request, response) => {
      await requireAdministrator(deps, request);
      const id = request.params.id;
      if (webhooks.deadMessage(id) === undefined) throw new HttpProblem('http/not-found', id);
      webhooks[act](id);
      wake();
      response.json({ id });
    });
  }
  return router;
}
