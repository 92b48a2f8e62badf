import { z } from 'zod';
import { failures } from './post-once.ts';
import type { ListedSubscription, Message } from './webhook-records.ts';
import type { WebhookStore } from './webhook-store.ts';
import type { ChangeWish } from './change-source.ts';
import { keyOfSecret } from './webhook-signature.ts';

const instant = z.iso.datetime();
const count = z.int().min(0);
/** Subscriptions that are made here; those of EPCIS have a standard of their own. */
export const webhookKinds = ['changes', 'reports'] as const;

export const newWebhookSchema = z.strictObject({
  url: z.string().max(2000),
  /** `reports`: which periodic reports are to be handed in, with the scope `reports:reminders`. */
  about: z.enum(webhookKinds).default('changes'),
  /** Record types; none: all that the partner's scopes open. */
  types: z
    .array(z.string().regex(/^[a-z-]+\/[a-z-]+$/))
    .max(50)
    .default([]),
  /** `whsec_` and 24 to 64 bytes in base64, for HMAC; absent: Ed25519, and the answer has the public key. */
  secret: z
    .string()
    .refine((text) => keyOfSecret(text) !== undefined)
    .optional(),
  /** Cursor of the feed to begin after; absent: what changes from now on. */
  since: z.string().max(500).optional(),
});
/** A new key for a subscription: Ed25519, or the receiver's own secret. */
export const rotateWebhookSchema = newWebhookSchema.pick({ secret: true });
export const webhookSchema = z.strictObject({
  ...{ id: z.string(), url: z.string(), about: z.enum([...webhookKinds, 'epcis']) },
  ...{ types: z.array(z.string()), state: z.enum(['active', 'paused']) },
  pausedBecause: z.enum(['gone', 'failing']).optional(),
  signature: z.enum(['v1', 'v1a']),
  publicKey: z.string().optional(),
  /** Until when the key before signs too. */
  previousUntil: instant.optional(),
  ...{ createdAt: instant, lastDeliveredAt: instant.optional() },
  waiting: count,
});
export const webhooksSchema = z.strictObject({ items: z.array(webhookSchema) });
const deadLetter = z.strictObject({
  ...{ id: z.string(), webhook: z.string(), attempts: count, failure: z.enum(failures).optional() },
  ...{ status: z.int().optional(), firstAttemptAt: instant.optional(), lastAttemptAt: instant.optional() },
  /** What was to be sent. */
  body: z.record(z.string(), z.unknown()),
});
export const deadLettersSchema = z.strictObject({ items: z.array(deadLetter) });
/** For administrators, who see whose it is. */
export const allWebhooksSchema = z.strictObject({
  items: z.array(
    z.strictObject({ ...webhookSchema.shape, partner: z.string(), kind: z.enum([...webhookKinds, 'epcis']) }),
  ),
});
export const allDeadLettersSchema = z.strictObject({
  items: z.array(
    z.strictObject({ ...deadLetter.shape, partner: z.string(), partnerName: z.string(), url: z.string() }),
  ),
});
export const doneSchema = z.strictObject({ id: z.string() });

/** A subscription as its partner sees it: never its key. */
export const webhookView = (store: WebhookStore, one: ListedSubscription): z.infer<typeof webhookSchema> => ({
  ...{
    id: one.id,
    url: one.url,
    about: one.kind,
    types: [...((one.wish as Partial<ChangeWish>).types ?? [])],
    state: one.state,
  },
  ...(one.pausedBecause === undefined ? {} : { pausedBecause: one.pausedBecause }),
  signature: one.publicKey === undefined ? 'v1' : 'v1a',
  ...(one.publicKey === undefined ? {} : { publicKey: one.publicKey }),
  ...(one.previousUntil === undefined ? {} : { previousUntil: one.previousUntil }),
  createdAt: one.createdAt,
  ...(one.lastDeliveredAt === undefined ? {} : { lastDeliveredAt: one.lastDeliveredAt }),
  waiting: store.waiting(one.id),
});

export const deadLetterView = (message: Message): z.infer<typeof deadLetter> => ({
  ...{ id: message.id, webhook: message.subscription, attempts: message.attempts },
  ...(message.lastFailure === undefined ? {} : { failure: message.lastFailure }),
  ...(message.lastStatus === undefined ? {} : { status: message.lastStatus }),
  ...(message.firstAttemptAt === undefined ? {} : { firstAttemptAt: message.firstAttemptAt }),
  ...(message.lastAttemptAt === undefined ? {} : { lastAttemptAt: message.lastAttemptAt }),
  body: JSON.parse(message.body) as Record<string, unknown>,
});
