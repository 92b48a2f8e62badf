import { countedAs, type Measure } from '@daunguon/records';
import { stateIn } from '../domains/record-reads.ts';
import type { IndexStore, StoredDoc } from '../index-store/index-store.ts';
import { AFTER_PREFIX } from '../index-store/page-cursor.ts';
import type { Choice } from './dashboard-query.ts';
import { bornPrefix } from './rollup-ops.ts';

/** A record that a number counts, as it was first recorded, and where that stands on the ledger. */
export interface BehindLine {
  readonly id: string;
  readonly type: string;
  /** As the record is called now; empty where it has no name, or where its words were taken down. */
  readonly name: string;
  readonly day: string;
  readonly commune: string;
  readonly kind: string;
  readonly amount: number;
  readonly txId: string;
  readonly blockNumber: number;
}

async function lineOf(store: IndexStore, doc: StoredDoc): Promise<BehindLine> {
  const state = stateIn(doc);
  const now = await store.get('records', state.id);
  const counted = countedAs(state);
  // `measure|commune|day`
  const [, commune = '', day = ''] = String(doc['bornAt']).split('|');
  return {
    ...{ id: state.id, type: state.type, name: String(now?.['name'] ?? ''), day },
    ...{ commune: commune === '-' ? '' : commune, kind: counted?.kind ?? '', amount: counted?.amount ?? 0 },
    ...{ txId: String(doc['txId']), blockNumber: Number(doc['blockNumber']) },
  };
}

/** Page by page in the order of their days. */
export async function recordsBehind(
  store: IndexStore,
  measure: Measure,
  { from, to, commune, kind }: Choice,
  page: { readonly limit: number; readonly after?: string },
): Promise<{ readonly items: readonly BehindLine[]; readonly next?: string }> {
  const [field, prefix] = bornPrefix(measure.id, kind, commune);
  const range = { field, from: prefix + from, to: `${prefix}${to}${AFTER_PREFIX}` };
  const { docs, next } = await store.find('versions', { range, sort: { field }, ...page });
  const items: BehindLine[] = [];
  for (const doc of docs) items.push(await lineOf(store, doc));
  return { items, ...(next === undefined ? {} : { next }) };
}
