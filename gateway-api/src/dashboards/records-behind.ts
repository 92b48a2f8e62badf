import { countedAs, type Measure } from '@daunguon/records';
import { stateIn } from '../domains/record-reads.ts';
import type { IndexStore, StoredDoc } from '../index-store/index-store.ts';
import { AFTER_PREFIX } from '../index-store/page-cursor.ts';
import type { Choice } from './dashboard-query.ts';
import { none } from './rollup-ops.ts';

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
    ...{ commune: commune === none ? '' : commune, kind: counted?.kind ?? '', amount: counted?.amount ?? 0 },
    ...{ txId: String(doc['txId']), blockNumber: Number(doc['blockNumber']) },
  };
}

/** Where the records of a choice begin: by commune, else by kind, else all of the measure. */
const beginning = (measure: string, { commune, kind }: Choice): readonly [field: string, prefix: string] => {
  if (commune !== undefined) return ['bornAt', `${measure}|${commune}|`];
  return kind === undefined ? ['born', `${measure}|`] : ['bornOf', `${measure}|${kind}|`];
};

/** Page by page in the order of their days. Of a commune and a kind together, the commune's records are looked through. */
export async function recordsBehind(
  store: IndexStore,
  measure: Measure,
  choice: Choice,
  { limit, after: from }: { readonly limit: number; readonly after?: string },
): Promise<{ readonly items: readonly BehindLine[]; readonly next?: string }> {
  const [field, prefix] = beginning(measure.id, choice);
  const range = { field, from: prefix + choice.from, to: `${prefix}${choice.to}${AFTER_PREFIX}` };
  const items: BehindLine[] = [];
  let after = from;
  for (;;) {
    const page = after === undefined ? { limit: limit - items.length } : { limit: limit - items.length, after };
    const { docs, next } = await store.find('versions', { range, sort: { field }, ...page });
    for (const doc of docs) {
      const line = await lineOf(store, doc);
      if (choice.kind === undefined || line.kind === choice.kind) items.push(line);
    }
    if (next === undefined) return { items };
    if (items.length === limit) return { items, next };
    after = next;
  }
}
