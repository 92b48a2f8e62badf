import { describe, expect, test } from '@jest/globals';
import { inParallel, measurement, median } from './measurement.ts';

describe('measurements', () => {
  test('pass on the right side of their target, and carry the ratio to the other figure', () => {
    const fast = {
      name: 'commit-single',
      value: 150,
      unit: '1/s',
      target: { atLeast: 150 },
      other: { name: 'o', value: 600 },
    };
    expect(measurement(fast)).toMatchObject({ pass: true, target: 150, ratio: 0.25 });
    expect(measurement({ ...fast, value: 149.9 }).pass).toBe(false);
    expect(measurement({ ...fast, target: { atMost: 100 } }).pass).toBe(false);
    const { target: _, ...told } = fast;
    expect(measurement(told)).toMatchObject({ pass: true, target: null });
  });

  test('have exactly the members that readers of --json know', () => {
    const result = measurement({
      name: 'n',
      value: 1,
      unit: 'u',
      target: { atMost: 2 },
      other: { name: 'o', value: 4 },
    });
    expect(Object.keys(result)).toEqual([
      'name',
      'value',
      'unit',
      'target',
      'pass',
      'other',
      'ratio',
      'machine',
      'seed',
    ]);
    expect(Object.keys(result.other)).toEqual(['name', 'value']);
  });

  test('median of odd and even counts', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  test('works every index once and never wider than told', async () => {
    const seen: number[] = [];
    let now = 0;
    let widest = 0;
    await inParallel(10, 3, async (index) => {
      widest = Math.max(widest, (now += 1));
      await Promise.resolve();
      seen.push(index);
      now -= 1;
    });
    expect(seen.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(widest).toBe(3);
  });
});
