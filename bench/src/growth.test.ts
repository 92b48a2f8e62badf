import { describe, expect, test } from '@jest/globals';
import { exponentOf, sizesInWords } from './growth.ts';

describe('growth', () => {
  test('is the exponent of a power law, whatever its factor', () => {
    const at = (exponent: number) => [10, 100, 1000].map((size) => ({ size, value: 7 * size ** exponent }));
    expect(exponentOf(at(1))).toBeCloseTo(1, 10);
    expect(exponentOf(at(2))).toBeCloseTo(2, 10);
    expect(exponentOf(at(0))).toBeCloseTo(0, 10);
  });

  test('of n log n lies a little above one', () => {
    const measured = [1e4, 1e5, 1e6].map((size) => ({ size, value: size * Math.log2(size) }));
    expect(exponentOf(measured)).toBeCloseTo(1.088, 3);
  });

  test('is not told of one size, or of nothing', () => {
    expect(() => exponentOf([{ size: 10, value: 1 }])).toThrow(RangeError);
    expect(() =>
      exponentOf([
        { size: 10, value: 1 },
        { size: 10, value: 2 },
      ]),
    ).toThrow('two sizes');
    expect(() =>
      exponentOf([
        { size: 10, value: 0 },
        { size: 100, value: 2 },
      ]),
    ).toThrow('not positive');
  });

  test('is told with its sizes', () => {
    expect(
      sizesInWords([
        { size: 10_000, value: 1.2345 },
        { size: 1_000_000, value: 150 },
      ]),
    ).toBe('10,000: 1.23; 1,000,000: 150');
  });
});
