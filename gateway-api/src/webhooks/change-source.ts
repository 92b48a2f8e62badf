import { filterOf, type ChangeFeed } from '../exchange/change-feed.ts';
import type { PartnerStore } from '../exchange/partner-store.ts';
import type { MessageSource } from './webhook-worker.ts';

/** What a subscription to changes asks for. */
export interface ChangeWish {
  /** Record types; all that the partner may see where there are none. */
  readonly types: readonly string[];
}
/** So many messages wait at once, at most: the rest stays in the ledger. */
const batch = 100;

/** One message for each change that the partner may see, in the order of the feed. */
export const changeSource = (feed: ChangeFeed, partners: PartnerStore): MessageSource => ({
  async next({ partner: id, wish, cursor: since }) {
    const partner = partners.live(id);
    if (partner === undefined) return { messages: [], cursor: since };
    const { items, next } = await feed.after(since, batch, filterOf(partner, (wish as ChangeWish).types));
    return {
      messages: items.map(({ cursor, ...change }) => ({
        about: `${change.record} ${change.version}`,
        body: JSON.stringify({ type: 'record.changed', timestamp: change.at, data: { cursor, ...change } }),
        rows: 1,
      })),
      cursor: next,
    };
  },
});
