import type { UnitBody } from '@daunguon/records';
import type { IndexStore } from '../../index-store/index-store.ts';
import { stateOf } from '../record-reads.ts';

/** A certificate whose holder is to be told that it ends. */
export interface Expiring {
  readonly product: string;
  readonly name: string;
  readonly producer: { readonly id: string; readonly name: string };
  readonly rating: string;
  readonly certificate: string;
  readonly expiresOn: string;
  readonly noticeFrom: string;
  readonly daysLeft: number;
}

const dayMs = 86_400_000;

/** Certificates in force whose time of notice has begun, the first to end first. */
export async function expiringOn(store: IndexStore, today: string): Promise<Expiring[]> {
  // The rules allow a notice of at most 365 days.
  const to = new Date(Date.parse(today) + 367 * dayMs).toISOString().slice(0, 10);
  const { docs } = await store.find('ocopCatalogue', {
    equals: { status: 'active' },
    range: { field: 'expiresOn', from: today, to },
    sort: { field: 'expiresOn' },
    limit: 1000,
  });
  const due = docs.filter((doc) => String(doc['noticeFrom']) <= today);
  return Promise.all(
    due.map(async (doc) => {
      const [owner, expiresOn] = [String(doc['owner']), String(doc['expiresOn'])];
      const unit = (await stateOf(store, owner))?.body as UnitBody | undefined;
      return {
        ...{ product: doc._id, name: String(doc['name']), producer: { id: owner, name: unit?.name ?? owner } },
        ...{ rating: String(doc['rating']), certificate: String(doc['certificate']), expiresOn },
        noticeFrom: String(doc['noticeFrom']),
        daysLeft: Math.round((Date.parse(expiresOn) - Date.parse(today)) / dayMs),
      };
    }),
  );
}
