import type { Measurement } from './measurement.ts';

const columns = (mark: string, name: string, numbers: readonly string[], what: string): string =>
  `${mark} ${name.padEnd(26)}${numbers.map((number) => number.padStart(11)).join('')}  ${what}`;
const shown = (value: number): string =>
  value !== 0 && Math.abs(value) < 0.001
    ? value.toExponential(2)
    : value.toLocaleString('en', { maximumSignificantDigits: 4 });

export const headOfTable = columns(
  ' ',
  'name',
  ['ours', 'target', 'the other', 'ratio'],
  'what is measured, and beside what',
);

/** One measurement as a row; `–` where there is no target to meet. */
export const rowOfTable = ({ name, value, unit, target, pass, other, ratio }: Measurement): string =>
  columns(
    pass ? '✓' : '✗',
    name,
    [shown(value), target === null ? '–' : shown(target), shown(other.value), shown(ratio)],
    `${unit}; the other: ${other.name}`,
  );
