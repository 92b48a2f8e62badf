import { Router, type Request } from 'express';
import { HttpProblem } from '../http/http-problem.ts';
import { feedStart, filterOf, isFeedCursor, type ChangeFeed } from './change-feed.ts';
import type { PartnerDoor } from './partner-door.ts';
import type { PartnerStore } from './partner-store.ts';
import { domainsIn } from './scopes.ts';

const most = 1000;
const recordType = /^[a-z-]+\/[a-z-]+$/;

/** `?since=&limit=&type=` of a request. */
const askedOf = ({ query }: Request): { since: string; limit: number; types: string[] } => {
  const { since = feedStart, limit = '100', type = '' } = query;
  if (typeof since !== 'string' || !isFeedCursor(since)) throw new HttpProblem('http/invalid-query', 'since');
  const wanted = Number(limit);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > most) throw new HttpProblem('http/invalid-query', 'limit');
  const types = String(type)
    .split(',')
    .filter((one) => one !== '');
  if (!types.every((one) => recordType.test(one))) throw new HttpProblem('http/invalid-query', 'type');
  return { since, limit: wanted, types };
};

export interface ChangeDeps {
  readonly feed: ChangeFeed;
  readonly door: PartnerDoor;
  readonly partners: PartnerStore;
  readonly now: () => number;
}

/** What a partner pulls: the change feed, and what its own key may do. */
export function changeRoutes({ feed, door, partners, now }: ChangeDeps): Router {
  const router = Router();
  router.get('/lgsp/v1/partner', (request, response) => {
    const { partner, done } = door(request, response, undefined, 'GET /lgsp/v1/partner');
    done(0);
    response.json({ ...partner, today: partners.today(partner.id, now()) });
  });
  router.get('/lgsp/v1/changes', async (request, response) => {
    const { since, limit, types } = askedOf(request);
    const asked = new URLSearchParams({
      since,
      limit: String(limit),
      ...(types.length > 0 ? { type: types.join(',') } : {}),
    });
    const { partner, done } = door(request, response, undefined, `GET /lgsp/v1/changes?${asked}`);
    if (domainsIn(partner.scopes).length === 0) throw new HttpProblem('auth/key-scope', 'changes');
    const { items, next, more } = await feed.after(since, limit, filterOf(partner, types));
    done(items.length);
    asked.set('since', next);
    if (more) response.set('Link', `</lgsp/v1/changes?${asked}>; rel="next"`);
    response.json({ items, next });
  });
  return router;
}
