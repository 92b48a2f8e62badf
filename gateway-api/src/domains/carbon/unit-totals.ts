import { countedStates, sumOf, totalsOf, type BlockBody, type RecordState } from '@daunguon/records';
import type { IndexStore, Query, StoredDoc } from '../../index-store/index-store.ts';
import { stateIn } from '../record-reads.ts';
import { evidenceOf } from './serial-history.ts';

/** Every document of a query, page by page. */
export async function* allOf(store: IndexStore, collection: string, query: Query = {}): AsyncGenerator<StoredDoc> {
  let after: string | undefined;
  do {
    const page = await store.find(collection, { ...query, limit: 1000, ...(after === undefined ? {} : { after }) });
    yield* page.docs;
    after = page.next;
  } while (after !== undefined);
}

type Line = Pick<BlockBody, 'start' | 'end' | 'state'>;

/** Units by state, for one project or all: the numbers of the dashboard, as text because a sum may be beyond 2^53. */
export async function unitTotals(store: IndexStore, project?: string) {
  const lines = [];
  for await (const doc of allOf(store, 'carbonBlocks', project === undefined ? {} : { equals: { project } })) {
    lines.push({ body: doc as unknown as Line as BlockBody });
  }
  const totals = totalsOf(lines);
  const text = Object.fromEntries(countedStates.map((state) => [state, String(totals[state])]));
  return { issued: String(sumOf(totals)), totals: text, blocks: lines.length };
}

/** The blocks behind one number of the dashboard, each with the transaction that brought it into the state and what its issuance rests on. */
export async function blocksBehind(store: IndexStore, state: string, project: string | undefined, after?: string) {
  const equals = { state, ...(project === undefined ? {} : { project }) };
  const page = await store.find('carbonBlocks', { equals, limit: 100, ...(after === undefined ? {} : { after }) });
  const items = await Promise.all(
    page.docs.map(async ({ _id: id }) => {
      const doc = (await store.get('records', id)) as StoredDoc;
      const { body, owner, version } = stateIn(doc) as RecordState<BlockBody>;
      const { projectCode, vintage, start, end, quantity, issuance } = body;
      const { txId, blockNumber, blockTime } = doc;
      return {
        ...{ id, version, owner, series: `${projectCode}/${vintage}`, start, end, quantity },
        ...{ txId, blockNumber, blockTime, evidence: await evidenceOf(store, issuance) },
      };
    }),
  );
  return { items, ...(page.next === undefined ? {} : { next: page.next }) };
}
