import { randomBytes } from 'node:crypto';
import { newId } from '@daunguon/proof';
import express, { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { PartnerDoor } from '../exchange/partner-door.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { parseJson } from '../http/parse-json.ts';
import type { IndexStore } from '../index-store/index-store.ts';
import type { ReceiverRules } from '../webhooks/receiver-address.ts';
import { requireReceiver } from '../webhooks/receiver-of.ts';
import { mostSubscriptions } from '../webhooks/webhook-routes.ts';
import { freshKeyPair } from '../webhooks/webhook-signature.ts';
import type { ListedSubscription } from '../webhooks/webhook-records.ts';
import type { WebhookStore } from '../webhooks/webhook-store.ts';
import type { EventStore } from './event-store.ts';
import { readSchedule } from './query-schedule.ts';
import { firstPlace, type StandingWish } from './standing-query.ts';

export interface SubscriptionDeps {
  readonly events: EventStore;
  readonly store: IndexStore;
  readonly exchange: {
    readonly door: PartnerDoor;
    readonly webhooks: WebhookStore;
    readonly receivers: ReceiverRules;
    readonly now: () => number;
    readonly wake: () => void;
  };
}

const field = z.string().max(200).optional();
const schedule = z.strictObject({
  ...{ second: field, minute: field, hour: field, dayOfMonth: field, month: field, dayOfWeek: field },
});
/** A subscription as a client asks for it (EPCIS 2.0, section 8.2.5): `stream` or a `schedule`, never both. */
export const newSubscriptionSchema = z
  .strictObject({
    dest: z.string().max(2000),
    /** Shared secret of the HMAC in `GS1-Signature`; absent: Ed25519, and the answer has the public key. */
    signatureToken: z.string().min(16).max(200).optional(),
    initialRecordTime: z.iso.datetime({ offset: true }).optional(),
    reportIfEmpty: z.boolean().default(false),
    stream: z.literal(true).optional(),
    schedule: schedule.optional(),
  })
  .refine((given) => (given.stream === undefined) !== (given.schedule === undefined), { path: ['stream'] });
export const subscriptionSchema = z.strictObject({
  ...{ subscriptionID: z.string(), dest: z.string(), createdAt: z.iso.datetime() },
  ...{ lastNotifiedAt: z.iso.datetime().optional(), initialRecordTime: z.string().optional() },
  ...{ stream: z.literal(true).optional(), schedule: schedule.optional(), reportIfEmpty: z.boolean().optional() },
  /** Public key (`whpk_…`) where no token was given. */
  signatureKey: z.string().optional(),
});

const view = ({
  id,
  url,
  createdAt,
  lastDeliveredAt,
  wish,
  publicKey,
}: ListedSubscription): z.infer<typeof subscriptionSchema> => {
  const { schedule: when, reportIfEmpty, initialRecordTime } = wish as StandingWish;
  return {
    ...{ subscriptionID: id, dest: url, createdAt },
    ...(lastDeliveredAt === undefined ? {} : { lastNotifiedAt: lastDeliveredAt }),
    ...(initialRecordTime === undefined ? {} : { initialRecordTime }),
    ...(when === undefined ? { stream: true } : { schedule: when, reportIfEmpty }),
    ...(publicKey === undefined ? {} : { signatureKey: publicKey }),
  };
};

/** @throws HttpProblem that names the first wrong member */
const askedFor = (raw: unknown): z.infer<typeof newSubscriptionSchema> => {
  const read = newSubscriptionSchema.safeParse(parseJson(Buffer.isBuffer(raw) ? raw : Buffer.alloc(0)));
  if (!read.success) throw new HttpProblem('epcis/invalid-subscription', read.error.issues[0]?.path.join('/') ?? '');
  try {
    if (read.data.schedule !== undefined) readSchedule(read.data.schedule);
  } catch {
    throw new HttpProblem('epcis/invalid-subscription', 'schedule');
  }
  return read.data;
};

const path = '/epcis/queries/:name/subscriptions';

/** Subscriptions to named queries, delivered by the queue of webhooks: for sharing systems with a key, to hosts that were permitted them. */
export function subscriptionRoutes(deps: SubscriptionDeps): Router {
  const { events, store } = deps;
  const router = Router();
  const enter = (request: Request, response: Response) => {
    const name = String(request.params['name']);
    const { partner, done } = deps.exchange.door(
      ...([request, response, 'epcis:subscribe', `${request.method} ${path}`] as const),
    );
    if (events.query(name) === undefined) throw new HttpProblem('epcis/not-found', name);
    const own = deps.exchange.webhooks
      .of(partner.id, 'epcis')
      .filter(({ wish }) => (wish as StandingWish).name === name);
    done(own.length);
    return { name, partner, own };
  };
  const one = (request: Request, response: Response): ListedSubscription => {
    const id = String(request.params['subscription']);
    const found = enter(request, response).own.find((subscription) => subscription.id === id);
    if (found === undefined) throw new HttpProblem('epcis/not-found', id);
    return found;
  };

  router.get(path, (request, response) => {
    response.json(enter(request, response).own.map(view));
  });
  router.post(path, express.raw({ type: () => true, limit: '64kb' }), async (request, response) => {
    const { name, partner } = enter(request, response);
    const { webhooks, receivers, now, wake } = deps.exchange;
    const asked = askedFor(request.body);
    const { dest, signatureToken, initialRecordTime } = asked;
    if (webhooks.of(partner.id).length >= mostSubscriptions) throw new HttpProblem('webhook/too-many');
    await requireReceiver(partner, dest, receivers);
    const wish: StandingWish = {
      ...{ name, reportIfEmpty: asked.reportIfEmpty },
      ...(asked.schedule === undefined ? {} : { schedule: asked.schedule }),
      ...(initialRecordTime === undefined ? {} : { initialRecordTime }),
    };
    const signing =
      signatureToken === undefined
        ? freshKeyPair()
        : { key: { scheme: 'v1', bytes: Buffer.from(signatureToken).toString('base64') } as const };
    const id = newId(randomBytes(16));
    const cursor = await firstPlace({ store }, wish, now());
    webhooks.add(
      { id, partner: partner.id, kind: 'epcis', url: dest, wish, cursor, ...signing },
      new Date(now()).toISOString(),
    );
    wake();
    const made = webhooks.get(id);
    response
      .status(201)
      .location(`/epcis/queries/${encodeURIComponent(name)}/subscriptions/${id}`)
      .json(made && view(made));
  });
  router.get(`${path}/:subscription`, (request, response) => {
    response.json(view(one(request, response)));
  });
  router.delete(`${path}/:subscription`, (request, response) => {
    deps.exchange.webhooks.remove(one(request, response).id);
    response.status(204).end();
  });
  return router;
}
