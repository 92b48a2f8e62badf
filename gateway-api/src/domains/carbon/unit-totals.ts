import {
  countedStates,
  sumOf,
  totalsOf,
  unitsIn,
  type BlockBody,
  type IssuanceBody,
  type RecordState,
} from '@daunguon/records';
import { allOf } from '../../index-store/all-of.ts';
import type { IndexStore, StoredDoc } from '../../index-store/index-store.ts';
import { stateIn } from '../record-reads.ts';
import { evidenceOf } from './serial-history.ts';

type Line = Pick<BlockBody, 'start' | 'end' | 'state'> & { readonly block: number };

/**
 * The numbers of the dashboard, for one project or all, as text because a sum may be beyond 2^53. What was issued is what the issuances say, so
 * that the sum of the states can be held against it; `asOf` is the newest ledger block that changed any of it.
 */
export async function unitTotals(store: IndexStore, project?: string) {
  const lines = [];
  let [issued, asOf] = [0n, -1];
  for await (const doc of allOf(store, 'carbonBlocks', project === undefined ? {} : { equals: { project } })) {
    const line = doc as unknown as Line;
    lines.push({ body: line as unknown as BlockBody });
    asOf = Math.max(asOf, line.block);
  }
  const equals = { type: 'carbon/issuance', ...(project === undefined ? {} : { subject: project }) };
  for await (const doc of allOf(store, 'records', { equals })) {
    issued += unitsIn((stateIn(doc) as RecordState<IssuanceBody>).body);
    asOf = Math.max(asOf, Number(doc['blockNumber']));
  }
  const totals = totalsOf(lines);
  const text = Object.fromEntries(countedStates.map((state) => [state, String(totals[state])]));
  const conserved = sumOf(totals) === issued;
  return { issued: String(issued), totals: text, blocks: lines.length, conserved, ...(asOf < 0 ? {} : { asOf }) };
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
      const { txId, blockNumber, blockTime, endorsers } = doc;
      return {
        ...{ id, version, owner, series: `${projectCode}/${vintage}`, start, end, quantity },
        ...{ txId, blockNumber, blockTime, endorsers, evidence: await evidenceOf(store, issuance) },
      };
    }),
  );
  return { items, ...(page.next === undefined ? {} : { next: page.next }) };
}

const csvHead = [
  'ma_ho_so',
  'lo_tin_chi',
  'tu_so',
  'den_so',
  'so_luong',
  'chu',
  'giao_dich',
  'khoi',
  'bao_cao_tham_dinh',
];

type Behind = Awaited<ReturnType<typeof blocksBehind>>['items'][number];

/** Blocks behind a number as a CSV file; serials and quantities are whole numbers as text. */
export const blocksFile = (state: string) => ({ name: `carbon-${state}.csv`, head: csvHead });
export const blockRow = ({ id, series, start, end, quantity, owner, txId, blockNumber, evidence }: Behind) => [
  ...[id, series, start, end, quantity, owner],
  ...[String(txId), String(blockNumber), evidence?.verificationReport ?? ''],
];
