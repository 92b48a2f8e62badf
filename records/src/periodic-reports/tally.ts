import { smallCell } from '../opendata/small-cells.ts';
import type { CountedState, Figure } from './figure.ts';
import { instantsOf, type ReportPeriod } from './period.ts';

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

/** Lies in the period: `recordedAt` is the time of the first version (ISO 8601 UTC). */
const isWithin = (figure: Figure, recordedAt: string, from: string, until: string): boolean =>
  recordedAt < until && (figure.when === 'at-end' || recordedAt >= from);

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
  return figure.adds(state, asOf < until ? asOf : until);
};

/** Adds up the figures of a period from the states of its end, one by one in any order. */
export function tallyOf(figures: readonly Figure[], period: ReportPeriod, asOf: string) {
  const sums = figures.map((figure) => ({ figure, sum: 0n, keys: new Set<string>() }));
  return {
    add(state: CountedState, recordedAt: string): void {
      for (const line of sums) {
        const { figure, keys } = line;
        if (figure.type !== state.type) continue;
        const amount = counted(figure, state, recordedAt, period, asOf);
        if (amount === undefined) continue;
        const key = figure.keyOf?.(state);
        if (key !== undefined && keys.has(key)) continue;
        if (key !== undefined) keys.add(key);
        line.sum += amount;
      }
    },
    values: (): readonly FigureValue[] =>
      sums.map(({ figure: { id, isProtected, decimals = 0 }, sum }) => {
        // None at all tells of nobody.
        const isHeldBack = isProtected === true && sum > 0n && sum < BigInt(smallCell);
        return { id, value: isHeldBack ? null : textOf(sum, decimals), isHeldBack };
      }),
  };
}
