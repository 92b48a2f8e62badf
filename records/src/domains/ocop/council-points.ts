import type { Scores } from './points.ts';
import type { Band } from './rule-set.ts';

/** Hundredths of a point ("34.5" -> 3450): exact integers, no floating point. */
export const hundredthsOf = (points: string): number => {
  const [whole = '0', fraction = ''] = points.split('.');
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
};

/** The canonical points of a number of hundredths (3450 -> "34.5"). */
export const pointsOf = (hundredths: number): string => {
  const fraction = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.floor(hundredths / 100)}${fraction === '' ? '' : `.${fraction}`}`;
};

/** Rounded down to the hundredth, so that rounding lifts nobody into a band. */
const meanOf = (values: readonly number[]): number =>
  Math.floor(values.reduce((sum, value) => sum + value, 0) / values.length);

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return meanOf(sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1));
};

/** One number of hundredths from those of the members; there is at least one. */
export const combined = (values: readonly number[], rule: 'mean' | 'median'): number =>
  rule === 'mean' ? meanOf(values) : medianOf(values);

export interface CouncilPoints extends Scores {
  readonly total: string;
}

/** The council's points: the total comes of the members' totals, so that rounding the parts does not add up in it. */
export const councilPoints = (sheets: readonly Scores[], rule: 'mean' | 'median'): CouncilPoints => {
  const rows = sheets.map(({ a, b, c }) => [hundredthsOf(a), hundredthsOf(b), hundredthsOf(c)] as const);
  const of = (value: (row: readonly [number, number, number]) => number): string =>
    pointsOf(combined(rows.map(value), rule));
  return { a: of(([a]) => a), b: of(([, b]) => b), c: of(([, , c]) => c), total: of(([a, b, c]) => a + b + c) };
};

/** The stars of these points; 0 below the last band. */
export const starsOf = (bands: readonly Band[], points: string): number =>
  bands.find(({ from }) => hundredthsOf(points) >= from * 100)?.stars ?? 0;
