import { counted, instantsOf, isTraining, type CountedState, type Figure, type ReportPeriod } from '@daunguon/records';
import { recordTitle } from '@daunguon/records/record-title';
import { stateIn } from '../domains/record-reads.ts';
import { allOf } from '../index-store/all-of.ts';
import type { IndexStore, Query, StoredDoc } from '../index-store/index-store.ts';
import { versionsOf } from '../index-store/version-keys.ts';

/** A record as it stood at the end of a period, and when it was first recorded (ISO 8601 UTC). */
interface Then {
  readonly state: CountedState;
  readonly recordedAt: string;
}

/** Undefined for what came after the period, and for what is there to learn with. */
async function thenOf(store: IndexStore, doc: StoredDoc, until: string): Promise<Then | undefined> {
  const newest = stateIn(doc);
  if (isTraining(newest)) return undefined;
  const { id, version } = newest;
  const first =
    version === 1 ? newest : await store.get('versions', `${id}:00000001`).then((one) => one && stateIn(one));
  const recordedAt = first?.ts ?? newest.ts;
  if (recordedAt >= until) return undefined;
  if (newest.ts < until) return { state: newest, recordedAt };
  const versions = allOf(store, 'versions', { ...versionsOf(id), sort: { field: '_id', descending: true } });
  for await (const one of versions) {
    const state = stateIn(one);
    if (state.ts < until) return { state, recordedAt };
  }
  return undefined;
}

/** A record of the period has its newest version at its beginning or later, so the rest need not be looked at. */
const queryOf = ({ type, when }: Figure, { from }: { readonly from: string }): Query => ({
  equals: { type },
  ...(when === 'during' ? { range: { field: 'ts', from } } : {}),
});

/** One record behind a figure. */
export interface Behind {
  readonly id: string;
  readonly type: string;
  /** What it was called at the end of the period. */
  readonly title: string;
  readonly version: number;
  readonly recordedAt: string;
  /** What it adds, in 10^-`decimals` of the figure’s unit. */
  readonly adds: string;
}

const enough = 100;

/** The records that one figure counts, about a hundred a page in the order of their ids. */
export async function recordsBehind(
  store: IndexStore,
  figure: Figure,
  period: ReportPeriod,
  from?: string,
): Promise<{ readonly items: readonly Behind[]; readonly next?: string }> {
  const instants = instantsOf(period);
  const newest = await store.find('versions', { sort: { field: 'blockNumber', descending: true }, limit: 1 });
  const asOf = String(newest.docs[0]?.['blockTime'] ?? instants.until);
  const items: Behind[] = [];
  let after = from;
  do {
    const query = { ...queryOf(figure, instants), limit: enough };
    const page = await store.find('records', after === undefined ? query : { ...query, after });
    for (const doc of page.docs) {
      const then = await thenOf(store, doc, instants.until);
      const amount = then && counted(figure, then.state, then.recordedAt, period, asOf);
      if (then === undefined || amount === undefined) continue;
      const { id, type, version } = then.state;
      const title = recordTitle(then.state);
      items.push({ id, type, title, version, recordedAt: then.recordedAt, adds: String(amount) });
    }
    after = page.next;
  } while (after !== undefined && items.length < enough);
  return { items, ...(after === undefined ? {} : { next: after }) };
}
