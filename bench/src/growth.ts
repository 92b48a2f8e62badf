/** A size and what was measured at it. */
export interface Sized {
  readonly size: number;
  readonly value: number;
}

/**
 * The exponent e of value = c · size^e that fits the measurements best (least squares of the logarithms): 1 is twice the work for twice the
 * records, 0 the same work for any number.
 * @throws RangeError for fewer than two sizes, or a value that is not positive
 */
export function exponentOf(measured: readonly Sized[]): number {
  if (new Set(measured.map(({ size }) => size)).size < 2) throw new RangeError('growth needs two sizes');
  if (measured.some(({ size, value }) => !(size > 0 && value > 0)))
    throw new RangeError('growth of what is not positive');
  const [xs, ys] = [measured.map(({ size }) => Math.log(size)), measured.map(({ value }) => Math.log(value))];
  const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / of.length;
  const [x, y] = [mean(xs), mean(ys)];
  const over = xs.reduce((sum, one, at) => sum + (one - x) * ((ys[at] ?? 0) - y), 0);
  return over / xs.reduce((sum, one) => sum + (one - x) ** 2, 0);
}

const thousands = (size: number): string => size.toLocaleString('en');

/** `10,000: 1.2; 100,000: 12.9` with three digits each. */
export const sizesInWords = (measured: readonly Sized[]): string =>
  measured.map(({ size, value }) => `${thousands(size)}: ${Number(value.toPrecision(3))}`).join('; ');
