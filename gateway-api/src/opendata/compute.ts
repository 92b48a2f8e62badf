import { isTraining, type OpenDataset, type OpenRow } from '@daunguon/records';
import { stateIn } from '../domains/record-reads.ts';
import { allOf } from '../index-store/all-of.ts';
import { atOneHeight } from '../index-store/at-one-height.ts';
import type { IndexStore, StoredDoc } from '../index-store/index-store.ts';

/** Tables of all datasets at one height of the ledger. */
export interface Computed {
  readonly height: number;
  readonly blockHash: string;
  /** Time of the newest record of that height. */
  readonly asOf: string;
  readonly tables: ReadonlyMap<string, readonly OpenRow[]>;
}

const recordedAt = async (store: IndexStore, doc: StoredDoc): Promise<string> => {
  const { id, version, ts } = stateIn(doc);
  if (version === 1) return ts;
  const first = await store.get('versions', `${id}:00000001`);
  return first === undefined ? ts : stateIn(first).ts;
};

async function tablesOf(store: IndexStore, datasets: readonly OpenDataset[], asOf: string) {
  const started = datasets.map((spec) => ({ spec, tally: spec.start() }));
  for (const type of new Set(datasets.flatMap(({ sources }) => sources))) {
    const takers = started.filter(({ spec }) => spec.sources.includes(type));
    const isDated = takers.some(({ spec }) => spec.isDated);
    for await (const doc of allOf(store, 'records', { equals: { type } })) {
      const state = stateIn(doc);
      if (isTraining(state)) continue;
      const at = isDated ? await recordedAt(store, doc) : state.ts;
      for (const { tally } of takers) tally.add(state, at);
    }
  }
  return new Map(started.map(({ spec, tally }) => [spec.id, tally.rows(asOf)]));
}

/** All tables from one height. Undefined while the index is empty, or while blocks come too fast; another try is due then. */
export async function computeTables(
  store: IndexStore,
  datasets: readonly OpenDataset[],
): Promise<Computed | undefined> {
  const read = await atOneHeight(store, (asOf) => tablesOf(store, datasets, asOf));
  if (read === undefined) return undefined;
  const { value: tables, ...at } = read;
  return { ...at, tables };
}
