import { isTraining } from '../training.ts';
import { smallCell } from '../opendata/small-cells.ts';
import { holdsAt, type CountedState, type Figure, type Holding } from './figure.ts';
import { instantsOf, type ReportPeriod } from './period.ts';
import { reportTasks } from './report-tasks.ts';

/** `null` with `isHeldBack`: too small to be told. */
export interface FigureValue {
  readonly id: string;
  /** Exact decimal text, in the figure’s unit. */
  readonly value: string | null;
  readonly isHeldBack: boolean;
}

const textOf = (sum: bigint, decimals: number): string => {
  if (decimals === 0) return String(sum);
  const digits = String(sum).padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return `${digits.slice(0, -decimals)}${fraction === '' ? '' : `.${fraction}`}`;
};

/** A figure's sum, in 10^-`decimals` of its unit, as it is told. */
export const figureValue = ({ id, isProtected, decimals = 0 }: Figure, sum: bigint): FigureValue => {
  // None at all tells of nobody.
  const isHeldBack = isProtected === true && sum > 0n && sum < BigInt(smallCell);
  return { id, value: isHeldBack ? null : textOf(sum, decimals), isHeldBack };
};

/** Lies in the period: `recordedAt` is the time of the first version (ISO 8601 UTC). */
const isWithin = (figure: Figure, recordedAt: string, from: string, until: string): boolean =>
  recordedAt < until && (figure.when === 'at-end' || recordedAt >= from);

/** The instant at which a record has to hold: the period's end, or `asOf` before that is reached (ISO 8601 UTC). */
export const heldAgainst = (period: ReportPeriod, asOf: string): string => {
  const { until } = instantsOf(period);
  return asOf < until ? asOf : until;
};

/** What a record adds to a figure as of a time (ISO 8601 UTC), at the latest the period’s end; undefined where it does not count. */
export const counted = (
  figure: Figure,
  state: CountedState,
  recordedAt: string,
  period: ReportPeriod,
  asOf: string,
): bigint | undefined => {
  const { from, until } = instantsOf(period);
  if (!isWithin(figure, recordedAt, from, until)) return undefined;
  const added = figure.adds(state);
  if (added === undefined || figure.holds === undefined) return added;
  return holdsAt(figure.holds(state), heldAgainst(period, asOf)) ? added : undefined;
};

/** Raised when a figure counts in another way: counters of the one before are made anew. */
const figuresVersion = 1;

/** Under which its counters stand; tasks that share a figure share them. */
export const figureKey = ({ type, id }: Figure): string => `${type}#${id}`;

const figuresByType = Map.groupBy(
  new Map(reportTasks.flatMap(({ figures }) => figures.map((figure) => [figureKey(figure), figure]))).values(),
  ({ type }) => type,
);

/** What counters of figures follow from beside the ledger. */
export const figuresMark = `${figuresVersion} ${[...figuresByType.values()].flat().map(figureKey).join(' ')}`;

/** By how much a version changes what is counted of a figure: of one key, of what holds at the same time. */
export interface Change {
  readonly figure: string;
  readonly key: string;
  /** Empty: since ever. */
  readonly after: string;
  /** Empty: for ever. */
  readonly until: string;
  readonly records: number;
  readonly amount: bigint;
}

/** A version of an older schema may lack any member: then it counts nowhere, and the counting goes on. */
const sharesIn = (state: CountedState, figure: Figure): Change[] => {
  try {
    const amount = figure.adds(state);
    if (amount === undefined) return [];
    const { after = '', until }: Partial<Holding> = figure.holds?.(state) ?? { until: '' };
    if (until === undefined) return [];
    return [{ figure: figureKey(figure), key: figure.keyOf?.(state) ?? '', after, until, records: 1, amount }];
  } catch {
    return [];
  }
};

const sharesOf = (state: CountedState | undefined): readonly Change[] =>
  state === undefined || isTraining(state)
    ? []
    : (figuresByType.get(state.type) ?? []).flatMap((figure) => sharesIn(state, figure));

/** True where a figure counts records of this type. */
export const isCounted = ({ type }: Pick<CountedState, 'type'>): boolean => figuresByType.has(type);

const isSame = (one: Change, other: Change): boolean =>
  one.figure === other.figure &&
  one.key === other.key &&
  one.after === other.after &&
  one.until === other.until &&
  one.amount === other.amount;

/** What a version changes: what it adds, less what the version before it added. */
export function changesOf(before: CountedState | undefined, now: CountedState): readonly Change[] {
  const [was, is] = [sharesOf(before), sharesOf(now)];
  return [
    ...is.filter((one) => !was.some((other) => isSame(one, other))),
    ...was
      .filter((one) => !is.some((other) => isSame(one, other)))
      .map((one) => ({ ...one, records: -one.records, amount: -one.amount })),
  ];
}
