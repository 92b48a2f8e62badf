import { join } from 'node:path';
import { Router } from 'express';
import type { Deps } from './deps.ts';
import { ownerOfPartner } from './epcis/named-query.ts';
import { standingSource, type StandingWish } from './epcis/standing-query.ts';
import { openAccessTokens } from './exchange/access-tokens.ts';
import { changeFeed } from './exchange/change-feed.ts';
import { changeRoutes } from './exchange/change-routes.ts';
import { openExchangeDb } from './exchange/exchange-db.ts';
import { oauthRoutes } from './exchange/oauth-routes.ts';
import { partnerDoor } from './exchange/partner-door.ts';
import { partnerRoutes } from './exchange/partner-routes.ts';
import { openPartnerStore } from './exchange/partner-store.ts';
import type { MountedEpcis } from './mount-epcis.ts';
import { backOff } from './webhooks/back-off.ts';
import { changeSource } from './webhooks/change-source.ts';
import type { SubjectKeys } from './vault/subject-keys.ts';
import { deadLetterRoutes } from './webhooks/dead-letter-routes.ts';
import { postOnce } from './webhooks/post-once.ts';
import { reminderSource, type OpenReport } from './webhooks/reminder-source.ts';
import { resolveHost } from './webhooks/receiver-address.ts';
import { isPermittedHost } from './webhooks/receiver-of.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';
import type { Subscription } from './webhooks/webhook-records.ts';
import { openWebhookStore } from './webhooks/webhook-store.ts';
import { createWebhookWorker } from './webhooks/webhook-worker.ts';

/** How long one receiver may take for the head of its answer, and how often it is looked whether there is something to send. */
const running = { now: Date.now, random: Math.random, timeoutMs: 10_000, tickMs: 1000 };

const scopeOf = { changes: 'webhooks', reports: 'reports:reminders', epcis: 'epcis:subscribe' } as const;

/** Partners, change feed, webhooks. Tests have a clock of their own and tick themselves (`tickMs` 0). */
export function mountExchange(
  deps: Pick<Deps, 'config' | 'store' | 'authenticate' | 'identityOf'>,
  epcis: Pick<MountedEpcis, 'catalog' | 'eventIndex' | 'events'>,
  keys: SubjectKeys,
  { now, random, timeoutMs, tickMs } = running,
  openReports: () => Promise<readonly OpenReport[]> = async () => [],
) {
  const { config, store } = deps;
  const stopping = new AbortController();
  const db = openExchangeDb(join(config.dataDir, 'vault', 'exchange.db'));
  const [partners, webhooks] = [openPartnerStore(db), openWebhookStore(db, keys)];
  const tokens = openAccessTokens(db, partners);
  const feed = changeFeed(store, config.publicUrl);
  const receivers = { loopback: config.webhookLoopback, resolve: resolveHost };
  const permitted = ({ partner: id, kind, url }: Subscription): boolean => {
    const partner = partners.live(id);
    return partner !== undefined && partner.scopes.includes(scopeOf[kind]) && isPermittedHost(partner, url);
  };
  const worker = createWebhookWorker({
    ...{ store: webhooks, permitted, backOff, now, random },
    sources: {
      changes: changeSource(feed, partners),
      reports: reminderSource(openReports),
      epcis: standingSource({ store, ...epcis }),
    },
    post: (url, headers, body) => postOnce(url, headers, body, { ...receivers, timeoutMs, stopping: stopping.signal }),
    delivered: ({ id, partner, kind }, { rows }) =>
      partners.delivered(partner, `${kind === 'epcis' ? 'EPCIS subscription' : 'webhook'} ${id}`, rows, now()),
  });
  // The store may be busy or its disk full: the next tick tries again.
  const tick = (): void => void worker.tick().catch((error: unknown) => console.error('webhooks', error));
  const timer = tickMs === 0 ? undefined : setInterval(tick, tickMs);
  partners.forget(now());
  const forgetting = setInterval(() => partners.forget(now()), 86_400_000).unref();
  const endSubscriptionsTo = (query: string): void => {
    for (const { id, kind, wish } of webhooks.all())
      if (kind === 'epcis' && (wish as StandingWish).name === query) webhooks.remove(id);
  };
  /** Of a partner whose key is no longer in force: its webhooks, its named queries, and who subscribed to them. */
  const endPartner = (partner: string): void => {
    webhooks.removeOf(partner);
    tokens.endOf(partner);
    for (const name of epcis.events.queriesOf(ownerOfPartner(partner))) {
      epcis.events.removeQuery(name);
      endSubscriptionsTo(name);
    }
  };
  const door = partnerDoor(partners, tokens, now);
  const parts = { partners, tokens, webhooks, feed, receivers, now, wake: tick, door, endSubscriptionsTo, endPartner };
  return {
    ...{ parts, worker },
    stop: async (): Promise<void> => {
      clearInterval(timer);
      clearInterval(forgetting);
      const ended = worker.stop();
      stopping.abort();
      await ended;
      db.close();
    },
  };
}
export type ExchangeParts = ReturnType<typeof mountExchange>['parts'];

/** All routes of the exchange but those of EPCIS. */
export const exchangeRouter = (
  deps: Pick<Deps, 'authenticate' | 'identityOf' | 'config' | 'store'>,
  parts: ExchangeParts,
): Router => {
  const all = { ...deps, ...parts };
  return Router().use(
    changeRoutes(all),
    oauthRoutes({ ...all, publicUrl: deps.config.publicUrl }),
    webhookRoutes(all),
    partnerRoutes(all),
    deadLetterRoutes(all),
  );
};
