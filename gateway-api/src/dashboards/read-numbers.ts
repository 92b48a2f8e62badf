import { smallCell, type Measure } from '@daunguon/records';
import { allOf } from '../index-store/all-of.ts';
import type { IndexStore, StoredDoc } from '../index-store/index-store.ts';
import { AFTER_PREFIX } from '../index-store/page-cursor.ts';
import type { Choice, Span } from './dashboard-query.ts';
import { all, countersOf, dayPrefix, kindsIn, monthPrefix, placePrefix, rollups } from './rollup-ops.ts';

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

const between = async (store: IndexStore, from: string, to: string): Promise<StoredDoc[]> => {
  const docs: StoredDoc[] = [];
  for await (const doc of allOf(store, rollups.name, { range: { field: '_id', from, to } })) docs.push(doc);
  return docs;
};
const monthsOf = (store: IndexStore, measure: Measure, { commune = all, from, to }: Choice): Promise<StoredDoc[]> => {
  const prefix = placePrefix(measure.id, commune);
  return between(store, prefix + from, `${prefix}${to}${AFTER_PREFIX}`);
};

/** Numbers of a document, of one kind or of all. */
function numbersIn(doc: StoredDoc, kind?: string): { readonly records: number; readonly amount: number } {
  const { records, amount } = countersOf(kind);
  return { records: Number(doc[records] ?? 0), amount: Number(doc[amount] ?? 0) };
}

/** A protected measure is told whole only: what a filter leaves could be subtracted. */
const narrowed = (measure: Measure, choice: Choice): Choice =>
  measure.isProtected === true ? { from: choice.from, to: choice.to } : choice;
const isHeldBack = (measure: Measure, records: number): boolean =>
  measure.isProtected === true && records > 0 && records < smallCell;

/** Records and amounts by month, for all or for one kind and commune. */
export async function seriesOf(store: IndexStore, measure: Measure, asked: Choice): Promise<Series> {
  const choice = narrowed(measure, asked);
  const months = (await monthsOf(store, measure, choice)).map((doc) => {
    const numbers = numbersIn(doc, choice.kind);
    const told = isHeldBack(measure, numbers.records) ? { records: null, amount: null } : numbers;
    return { month: String(doc['month']), ...told };
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

/** Sums by key, the largest first; what is nothing is left out. */
function summed(cells: readonly Cell[]): Cell[] {
  const sums = new Map<string, Cell>();
  for (const { key, records, amount } of cells) {
    const before = sums.get(key) ?? { key, records: 0, amount: 0 };
    sums.set(key, { key, records: before.records + records, amount: before.amount + amount });
  }
  return [...sums.values()]
    .filter(({ records }) => records > 0)
    .sort((a, b) => b.records - a.records || (a.key < b.key ? -1 : 1));
}

const isWithin = (doc: StoredDoc, { from, to }: Span): boolean =>
  String(doc['month']) >= from && String(doc['month']) <= to;

/** By commune; `-` stands for records of none. Codes begin with a digit, so the sum of all is not among them. */
export async function communesOf(store: IndexStore, measure: Measure, choice: Choice): Promise<readonly Cell[]> {
  if (measure.isProtected === true) return [];
  const prefix = monthPrefix(measure.id);
  const docs = await between(store, `${prefix}-`, `${prefix}:`);
  return summed(
    docs
      .filter((doc) => isWithin(doc, choice))
      .map((doc) => ({ key: String(doc['commune']), ...numbersIn(doc, choice.kind) })),
  );
}

/** By kind, of all communes or of one; empty for a measure without kinds. */
export async function kindsOf(store: IndexStore, measure: Measure, choice: Choice): Promise<readonly Cell[]> {
  if (measure.isProtected === true || measure.kindOf === undefined) return [];
  const docs = await monthsOf(store, measure, choice);
  return summed(docs.flatMap((doc) => kindsIn(doc).map((kind) => ({ key: kind, ...numbersIn(doc, kind) }))));
}

/** By day, from a day on; days without a record are left out. */
export async function daysOf(store: IndexStore, measure: Measure, from: string): Promise<readonly Cell[]> {
  if (measure.isProtected === true) return [];
  const prefix = dayPrefix(measure.id);
  const docs = await between(store, prefix + from, prefix + AFTER_PREFIX);
  return docs.map((doc) => ({ key: String(doc['day']), ...numbersIn(doc) }));
}
