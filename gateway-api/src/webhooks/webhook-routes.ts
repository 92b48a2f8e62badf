import { randomBytes } from 'node:crypto';
import { newId } from '@daunguon/proof';
import { DomainError } from '@daunguon/records';
import express, { Router, type Request, type Response } from 'express';
import { isFeedCursor, type ChangeFeed } from '../exchange/change-feed.ts';
import type { PartnerDoor } from '../exchange/partner-door.ts';
import type { Partner } from '../exchange/partner-store.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { sent } from '../http/sent-body.ts';
import type { ReceiverRules } from './receiver-address.ts';
import { requireReceiver } from './receiver-of.ts';
import { reminderStart } from './reminder-source.ts';
import { deadLetterView, newWebhookSchema, rotateWebhookSchema, webhookKinds, webhookView } from './webhook-schemas.ts';
import { freshKeyPair, keyOfSecret } from './webhook-signature.ts';
import type { Subscription } from './webhook-records.ts';
import type { WebhookStore } from './webhook-store.ts';

export interface WebhookDeps {
  readonly webhooks: WebhookStore;
  readonly feed: ChangeFeed;
  readonly door: PartnerDoor;
  readonly receivers: ReceiverRules;
  readonly now: () => number;
  /** There is something to send. */
  readonly wake: () => void;
}

const webhooksPath = '/lgsp/v1/webhooks';
const body = express.raw({ type: () => true, limit: '64kb' });
/** Each of them is asked on its own, and each asks the index. */
export const mostSubscriptions = 20;
const mostShown = 200;
/** So long a message is signed by the key before too. */
const overlapMs = 86_400_000;
/** Messages that may wait while more are asked for by hand. */
const mostWaiting = 100;

/** Reminders have neither types nor a place in the feed. */
const requireReminders = (
  { scopes }: Pick<Partner, 'scopes'>,
  types: readonly string[],
  since: string | undefined,
): void => {
  if (!scopes.includes('reports:reminders')) throw new HttpProblem('auth/key-scope', 'reports:reminders');
  const wrong = types.length > 0 ? '/types' : since === undefined ? undefined : '/since';
  if (wrong !== undefined)
    throw new DomainError('registry/invalid-command', 'reports', [{ pointer: wrong, detail: 'not-allowed' }]);
};

/** Webhooks of the change feed and of reminders, as a partner makes and looks after its own. */
export function webhookRoutes({ webhooks, feed, door, receivers, now, wake }: WebhookDeps): Router {
  const router = Router();
  const enter = (request: Request, response: Response, what: string) => door(request, response, 'webhooks', what);
  const own = (request: Request, response: Response, what: string): Subscription => {
    const id = String(request.params['id']);
    const { partner, done } = enter(request, response, `${what} ${webhooksPath}/${/^\w+$/.test(id) ? id : ''}`);
    done(0);
    const found = webhooks.get(id);
    if (found === undefined || found.partner !== partner.id || found.kind === 'epcis')
      throw new HttpProblem('http/not-found', id);
    return found;
  };

  router.get(webhooksPath, (request, response) => {
    const { partner, done } = enter(request, response, `GET ${webhooksPath}`);
    const own = webhookKinds.flatMap((kind) => webhooks.of(partner.id, kind));
    const items = own.map((one) => webhookView(webhooks, one));
    done(items.length);
    response.json({ items });
  });
  router.post(webhooksPath, body, async (request, response) => {
    const { partner, done } = enter(request, response, `POST ${webhooksPath}`);
    done(0);
    const { url, about: kind, types, secret, since } = sent(newWebhookSchema, request);
    if (kind === 'reports') requireReminders(partner, types, since);
    if (since !== undefined && !isFeedCursor(since)) throw new HttpProblem('http/invalid-query', 'since');
    if (webhooks.of(partner.id).length >= mostSubscriptions) throw new HttpProblem('webhook/too-many');
    const chosen = secret === undefined ? undefined : keyOfSecret(secret);
    const signing = chosen === undefined ? freshKeyPair() : { key: chosen };
    await requireReceiver(partner, url, receivers);
    const id = newId(randomBytes(16));
    const cursor = kind === 'reports' ? reminderStart : (since ?? (await feed.end()));
    const given = { id, partner: partner.id, kind, url, wish: { types }, cursor, ...signing } as const;
    webhooks.add(given, new Date(now()).toISOString());
    wake();
    const made = webhooks.get(id);
    response
      .status(201)
      .location(`${webhooksPath}/${id}`)
      .json(made && webhookView(webhooks, made));
  });
  router.get(`${webhooksPath}/:id`, (request, response) => {
    response.json(webhookView(webhooks, own(request, response, 'GET')));
  });
  router.delete(`${webhooksPath}/:id`, (request, response) => {
    webhooks.remove(own(request, response, 'DELETE').id);
    response.status(204).end();
  });
  router.post(`${webhooksPath}/:id/resume`, (request, response) => {
    const { id } = own(request, response, 'POST resume');
    webhooks.resume(id);
    wake();
    response.json({ id });
  });
  router.post(`${webhooksPath}/:id/rotate`, body, (request, response) => {
    const { id } = own(request, response, 'POST rotate');
    const { secret } = sent(rotateWebhookSchema, request);
    const chosen = secret === undefined ? undefined : keyOfSecret(secret);
    webhooks.rotate(id, chosen === undefined ? freshKeyPair() : { key: chosen }, now() + overlapMs);
    const made = webhooks.get(id);
    response.json(made && webhookView(webhooks, made));
  });
  // Signed and queued like any other, so that a receiver is tried without waiting for the ledger.
  router.post(`${webhooksPath}/:id/test`, (request, response) => {
    const { id } = own(request, response, 'POST test');
    if (webhooks.waiting(id) >= mostWaiting) throw new HttpProblem('webhook/too-many', id);
    const timestamp = new Date(now()).toISOString();
    const about = `test ${newId(randomBytes(16))}`;
    webhooks.enqueue(id, { about, body: JSON.stringify({ type: 'test', timestamp, data: {} }), rows: 0 });
    wake();
    response.status(202).json({ id });
  });
  router.get(`${webhooksPath}/:id/dead-letters`, (request, response) => {
    const { id } = own(request, response, 'GET dead-letters');
    response.json({ items: webhooks.dead(mostShown, id).map(deadLetterView) });
  });
  for (const act of ['retry', 'drop'] as const) {
    router.post(`${webhooksPath}/:id/dead-letters/:message/${act}`, (request, response) => {
      const { id } = own(request, response, `POST ${act}`);
      const message = webhooks.deadMessage(String(request.params['message']));
      if (message?.subscription !== id) throw new HttpProblem('http/not-found');
      webhooks[act](message.id);
      wake();
      response.json({ id: message.id });
    });
  }
  return router;
}
