import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { smallCell, suppress } from './small-cells.ts';

const cellsOf = (counts: readonly number[]) => counts.map((count, index) => ({ key: `k${index}`, count }));
/** What a reader of the file sees of one group. */
const published = (counts: readonly number[]): string => {
  const { hidden, isTotalHidden } = suppress(cellsOf(counts));
  const total = counts.reduce((sum, count) => sum + count, 0);
  return JSON.stringify([isTotalHidden ? '?' : total, counts.map((count, i) => (hidden.has(`k${i}`) ? '?' : count))]);
};

describe('small cells', () => {
  test('every cell under the threshold is hidden, and so is a total under it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }), (counts) => {
        const { hidden, isTotalHidden } = suppress(cellsOf(counts));
        counts.forEach((count, i) => count < smallCell && expect(hidden.has(`k${i}`)).toBe(true));
        if (counts.reduce((sum, count) => sum + count, 0) < smallCell) expect(isTotalHidden).toBe(true);
      }),
    );
  });

  test('a published total less the published cells leaves nothing, or at least two cells and five units', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 12 }), (counts) => {
        const { hidden, isTotalHidden } = suppress(cellsOf(counts));
        if (isTotalHidden || hidden.size === 0) return;
        expect(hidden.size).toBeGreaterThan(1);
        const held = counts.filter((_, i) => hidden.has(`k${i}`)).reduce((sum, count) => sum + count, 0);
        expect(held).toBeGreaterThanOrEqual(smallCell);
      }),
    );
  });

  test.each([1, 2, 3, 4, 5])('who knows this very rule cannot tell any hidden cell of %d', (size) => {
    const most = { 1: 30, 2: 30, 3: 20, 4: 12, 5: 8 }[size] ?? 0;
    const tables = (left: number): number[][] =>
      left === 0 ? [[]] : tables(left - 1).flatMap((rest) => Array.from({ length: most }, (_, i) => [...rest, i + 1]));
    const possible = new Map<string, number[][]>();
    for (const counts of tables(size)) {
      const seen = published(counts);
      possible.set(seen, [...(possible.get(seen) ?? []), counts]);
    }
    const told = [...possible].flatMap(([seen, all]) => {
      const [total, cells] = JSON.parse(seen) as [number | '?', (number | '?')[]];
      // Beyond `most` no table was tried: what is hidden together must fit, or the trial would end before the reader's doubt does.
      if (total !== '?' && cells.reduce<number>((rest, cell) => rest - (cell === '?' ? 0 : cell), total) > most)
        return [];
      return cells.flatMap((cell, i) =>
        cell === '?' && new Set(all.map((counts) => counts[i])).size < 2 ? [`${seen} tells cell ${i}`] : [],
      );
    });
    expect(told).toEqual([]);
  });

  test('nothing is hidden where every cell is large', () => {
    expect([...suppress(cellsOf([5, 6, 70])).hidden]).toEqual([]);
  });
});
