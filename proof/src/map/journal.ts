import { leafColumns, type LeafTable, valueWords } from './leaf-table.ts';
import { WordRows } from './word-rows.ts';

/** Position of the first row for each link; later rows saved what had already changed. */
const firstRows = (rows: WordRows): Map<number, number> => {
  const first = new Map<number, number>();
  for (let row = rows.length - 1; row >= 0; row -= 1) first.set(rows.get(row, 0), row);
  return first;
};

/** What one version of the map overwrote: hashes of nodes and leaves (by link) and values of leaves (by leaf). */
export class Journal {
  readonly #hashes = new WordRows(9, 8);
  readonly #values = new WordRows(1 + valueWords, 6);
  #hashRows: Map<number, number> | undefined;
  #valueRows: Map<number, number> | undefined;

  saveHash(link: number, rows: WordRows, row: number, column: number): void {
    const saved = this.#hashes.add();
    this.#hashes.set(saved, 0, link);
    rows.copyRow(row, column, 8, this.#hashes, saved, 1);
    this.#hashRows = undefined;
  }

  saveValue(leaf: number, leaves: LeafTable): void {
    const saved = this.#values.add();
    this.#values.set(saved, 0, leaf);
    leaves.rows.copyRow(leaf, leafColumns.value, valueWords, this.#values, saved, 1);
    this.#valueRows = undefined;
  }

  /** The overwritten hash, or undefined if this version did not change it. */
  hash(link: number): Uint8Array | undefined {
    // Indexed at the first question: most versions are never asked about.
    this.#hashRows ??= firstRows(this.#hashes);
    const row = this.#hashRows.get(link);
    return row === undefined ? undefined : this.#hashes.bytes(row, 1, 8);
  }

  /** Where the overwritten value stands. */
  value(leaf: number): { row: number; rows: WordRows; column: number } | undefined {
    this.#valueRows ??= firstRows(this.#values);
    const row = this.#valueRows.get(leaf);
    return row === undefined ? undefined : { row, rows: this.#values, column: 1 };
  }
}
