import { smallCell, type Measure } from '@daunguon/records';
import { allOf } from '../index-store/all-of.ts';
import type { IndexStore, StoredDoc } from '../index-store/index-store.ts';
import { AFTER_PREFIX } from '../index-store/page-cursor.ts';
import type { Choice, Span } from './dashboard-query.ts';
import { all, dayPrefix, kindPrefix, monthPrefix, rollups } from './rollup-ops.ts';

/** `amount` in 10^-`decimals` of the measure's unit; null where the number is held back because it is small. */
export interface Numbers {
  readonly records: number | null;
  readonly amount: number | null;
}
export interface Series extends Numbers {
  /** Numbers of months were held back: there are at least so many. */
  readonly isAtLeast: boolean;
  readonly months: readonly (Numbers & { readonly month: string })[];
}

const numberIn = (doc: StoredDoc, name: string): number => Number(doc[name] ?? 0);

const between = async (store: IndexStore, from: string, to: string): Promise<StoredDoc[]> => {
  const docs: StoredDoc[] = [];
  for await (const doc of allOf(store, rollups.name, { range: { field: '_id', from, to } })) docs.push(doc);
  return docs;
};

const isHeldBack = (measure: Measure, records: number): boolean =>
  measure.isProtected === true && records > 0 && records < smallCell;

/** A protected measure is told whole only: what a filter leaves could be subtracted. */
const narrowed = (measure: Measure, choice: Choice): Choice =>
  measure.isProtected === true ? { from: choice.from, to: choice.to } : choice;

/** Records and amounts by month, for all or for one kind and commune. */
export async function seriesOf(store: IndexStore, measure: Measure, choice: Choice): Promise<Series> {
  const { from, to, kind, commune } = narrowed(measure, choice);
  const prefix = monthPrefix(measure.id, kind, commune ?? all);
  const docs = await between(store, prefix + from, `${prefix}${to}${AFTER_PREFIX}`);
  const months = docs.map((doc) => {
    const records = numberIn(doc, 'records');
    const numbers = isHeldBack(measure, records)
      ? { records: null, amount: null }
      : { records, amount: numberIn(doc, 'amount') };
    return { month: String(doc['month']), ...numbers };
  });
  const sum = (name: 'records' | 'amount'): number => months.reduce((total, one) => total + (one[name] ?? 0), 0);
  return {
    ...{ records: sum('records'), amount: sum('amount'), months },
    isAtLeast: months.some(({ records }) => records === null),
  };
}

export interface Cell {
  readonly key: string;
  readonly records: number;
  readonly amount: number;
}

/** Sums of documents by one of their members, the largest first. */
function summed(docs: readonly StoredDoc[], by: string, { from, to }: Span): Cell[] {
  const cells = new Map<string, Cell>();
  for (const doc of docs) {
    const month = String(doc['month']);
    if (month < from || month > to) continue;
    const key = String(doc[by]);
    const before = cells.get(key) ?? { key, records: 0, amount: 0 };
    cells.set(key, {
      ...{ key, records: before.records + numberIn(doc, 'records') },
      amount: before.amount + numberIn(doc, 'amount'),
    });
  }
  return [...cells.values()].sort((a, b) => b.records - a.records || (a.key < b.key ? -1 : 1));
}

/** By commune; `-` stands for records of no commune. Codes begin with a digit, so the sum of all is not among them. */
export async function communesOf(store: IndexStore, measure: Measure, choice: Choice): Promise<readonly Cell[]> {
  if (measure.isProtected === true) return [];
  const prefix = monthPrefix(measure.id, choice.kind);
  return summed(await between(store, `${prefix}-`, `${prefix}:`), 'commune', choice);
}

/** By kind, of all communes or of one; empty for a measure without kinds. */
export async function kindsOf(store: IndexStore, measure: Measure, choice: Choice): Promise<readonly Cell[]> {
  if (measure.isProtected === true || measure.kindOf === undefined) return [];
  const prefix = kindPrefix(measure.id, choice.commune);
  return summed(await between(store, prefix, prefix + AFTER_PREFIX), 'kind', choice);
}

/** By day, the days of one month at the most; days without a record are left out. */
export async function daysOf(store: IndexStore, measure: Measure, from: string): Promise<readonly Cell[]> {
  if (measure.isProtected === true) return [];
  const prefix = dayPrefix(measure.id);
  const docs = await between(store, prefix + from, prefix + AFTER_PREFIX);
  return docs.map((doc) => ({
    ...{ key: String(doc['day']), records: numberIn(doc, 'records'), amount: numberIn(doc, 'amount') },
  }));
}
