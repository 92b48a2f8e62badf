import { pauseAfter, type BackOff } from './back-off.ts';
import type { Outcome } from './post-once.ts';
import { signedHeaders } from './webhook-signature.ts';
import type { Message, NewMessage, Subscription, SubscriptionKind } from './webhook-records.ts';
import type { WebhookStore } from './webhook-store.ts';

/** Makes the next messages of a subscription from its cursor; the same cursor comes to the same messages. */
export interface MessageSource {
  next(
    subscription: Subscription,
    now: number,
  ): Promise<{ readonly messages: readonly NewMessage[]; readonly cursor: string }>;
}
export interface WorkerParts {
  readonly store: WebhookStore;
  readonly sources: Readonly<Record<SubscriptionKind, MessageSource>>;
  readonly post: (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<Outcome>;
  /** May this subscription be served now? Asked before every attempt: a partner's key may have been revoked. */
  readonly permitted: (subscription: Subscription) => boolean;
  /** Logs what the partner got, in the transaction that takes it from the queue. */
  readonly delivered: (subscription: Subscription, message: Message) => void;
  readonly backOff: BackOff;
  /** Milliseconds. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
}

/** So many messages in a row failed for good: the receiver is asked no more until somebody resumes. */
const mostDeadInRow = 5;
/** A receiver may ask for so long a pause, no longer. */
const mostRetryAfterMs = 3_600_000;

/**
 * Sends what waits, one message after the other for each subscription, all subscriptions side by side: one that hangs holds up itself only.
 * A message is gone from the queue when its receiver has answered 2xx, so it may come twice, under the same id, and never not at all.
 */
export function createWebhookWorker(parts: WorkerParts) {
  const { store, sources, post, permitted, delivered, now, random } = parts;
  const running = new Map<string, Promise<void>>();
  let stopped = false;

  const refused = (subscription: Subscription, message: Message, outcome: Outcome & { readonly ok: false }): void => {
    const at = now();
    const pause = pauseAfter(message.attempts + 1, parts.backOff, random());
    const nextAt = at + Math.max(pause, Math.min(outcome.retryAfterMs ?? 0, mostRetryAfterMs));
    store.failed(message, outcome.failure, outcome.status, at, nextAt);
    if (outcome.status === 410) return store.pause(subscription.id, 'gone');
    const first = message.firstAttemptAt === undefined ? at : Date.parse(message.firstAttemptAt);
    const { mostAttempts, mostAgeMs } = parts.backOff;
    if (message.attempts + 1 < mostAttempts && at - first < mostAgeMs) return;
    if (store.bury(message) >= mostDeadInRow) store.pause(subscription.id, 'failing');
  };
  const send = async (subscription: Subscription, message: Message): Promise<void> => {
    if (!permitted(subscription)) return refused(subscription, message, { ok: false, failure: 'not-permitted' });
    const { key, previous } = subscription;
    const keys = previous !== undefined && previous.until > now() ? [key, previous.key] : [key];
    const headers = signedHeaders(keys, message.id, message.body, now());
    // EPCIS names its own header for the same signature.
    const also = subscription.kind === 'epcis' ? [['GS1-Signature', headers['webhook-signature']]] : [];
    const outcome = await post(subscription.url, { ...headers, ...Object.fromEntries(also) }, message.body);
    // An attempt that the end of this process cut off is none.
    if (stopped && !outcome.ok) return;
    if (!outcome.ok) return refused(subscription, message, outcome);
    store.arrived(message, now(), () => delivered(subscription, message));
  };
  /** One message, or one look at the source; false when there is nothing to do now. */
  const step = async (id: string): Promise<boolean> => {
    const subscription = store.get(id);
    if (subscription === undefined || subscription.state !== 'active') return false;
    const message = store.head(id);
    if (message !== undefined) {
      if (message.nextAt > now()) return false;
      await send(subscription, message);
      return true;
    }
    if (!permitted(subscription)) return false;
    const { messages, cursor } = await sources[subscription.kind].next(subscription, now());
    if (cursor === subscription.cursor) return false;
    store.fill(subscription, messages, cursor);
    return true;
  };
  const work = async (id: string): Promise<void> => {
    try {
      while (!stopped && (await step(id)));
    } catch (error) {
      // The index does not answer, or the disk is full: the next tick tries again.
      console.error(`webhook ${id}`, error);
    }
  };
  const run = (id: string): Promise<void> => {
    const known = running.get(id);
    if (known !== undefined) return known;
    const started = work(id).finally(() => running.delete(id));
    running.set(id, started);
    return started;
  };
  return {
    /** Does all that is due now; resolves when nothing is. */
    tick: async (): Promise<void> => void (await Promise.all(store.active().map(run))),
    stop: async (): Promise<void> => {
      stopped = true;
      await Promise.allSettled(running.values());
    },
  };
}
