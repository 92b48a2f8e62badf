import { sortedRows, type OpenColumn, type OpenRow } from './dataset.ts';
import { suppress, type CountedCell } from './small-cells.ts';

/** What one cell holds: distinct units, and sums that are published with their number. */
interface Cell extends CountedCell {
  readonly units: Set<string>;
  readonly sums: number[];
}

/** Last column of every table with small cells. */
export const hiddenColumn: OpenColumn = {
  name: 'suppressed',
  title: ['Số bị ẩn để bảo vệ đơn vị', 'Numbers held back to protect units'],
  kind: 'boolean',
};

/**
 * Units and sums by group and by one further dimension, with a total for every group (its key is empty). Totals add up the cells: a unit that
 * is in two of them counts in both. Groups share no total, so that each is protected by itself.
 */
export class CountedTable {
  readonly #groups = new Map<string, Map<string, Cell>>();

  add(group: readonly string[], key: string, unit: string, sums: readonly number[] = []): void {
    const name = JSON.stringify(group);
    const cells = this.#groups.get(name) ?? new Map<string, Cell>();
    this.#groups.set(name, cells);
    const cell = cells.get(key) ?? { key, units: new Set<string>(), sums: sums.map(() => 0), count: 0 };
    cell.units.add(unit);
    const added = cell.sums.map((sum, index) => sum + (sums[index] ?? 0));
    cells.set(key, { ...cell, sums: added, count: cell.units.size });
  }

  /** Each row: the group, the key, what `label` calls it, the number of units, the sums (written by `write`), whether they are held back. */
  rows(label: (key: string) => string, write: readonly ((sum: number) => number)[] = []): readonly OpenRow[] {
    return sortedRows(
      [...this.#groups].flatMap(([name, cells]) => {
        const group = JSON.parse(name) as string[];
        const { hidden, isTotalHidden } = suppress([...cells.values()]);
        const row = (key: string, count: number, sums: readonly number[], isHidden: boolean): OpenRow => {
          const numbers = [count, ...write.map((one, index) => one(sums[index] ?? 0))];
          return [...group, key, label(key), ...numbers.map((number) => (isHidden ? null : number)), isHidden];
        };
        const all = [...cells.values()];
        const sums = write.map((_, index) => all.reduce((sum, cell) => sum + (cell.sums[index] ?? 0), 0));
        const total = all.reduce((sum, { count }) => sum + count, 0);
        return [
          row('', total, sums, isTotalHidden),
          ...all.map((cell) => row(cell.key, cell.count, cell.sums, hidden.has(cell.key))),
        ];
      }),
    );
  }
}
