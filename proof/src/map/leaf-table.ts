import { isLeafTime } from '../leaf/leaf-time.ts';
import { statusPattern } from '../leaf/leaf.ts';
import type { MapValue } from './map-value.ts';
import { WordRows } from './word-rows.ts';

/** Columns of a leaf: key, and its value in five words. */
export const leafColumns = { key: 0, value: 8, width: 13 } as const;
export const valueWords = 5;

const two16 = 0x1_0000;
const two32 = 0x1_0000_0000;
const two48 = two16 * two32;

/**
 * Throws RangeError for a value that does not fit: index and time have 48 bits (2.8 × 10^14 leaves; milliseconds beyond the
 * year 9999), n has 32.
 */
export const checkValue = ({ index, n, since, status }: MapValue): void => {
  if (!Number.isInteger(index) || index < 0 || index >= two48) throw new RangeError('index is not a 48-bit number');
  if (!Number.isInteger(n) || n < 1 || n >= two32) throw new RangeError('n is not a positive 32-bit number');
  if (!isLeafTime(since)) throw new RangeError('since is no timestamp of a leaf');
  if (!statusPattern.test(status)) throw new RangeError('status is no status of a leaf');
};

/** The keys of a state map and what it says of each, 52 bytes a key; leaves are numbered in the order in which they came. */
export class LeafTable {
  readonly rows: WordRows;
  /** Status texts; a leaf names its by number. */
  readonly statuses: string[];
  readonly #numbers: Map<string, number>;

  constructor(statuses: readonly string[] = [], rows = new WordRows(leafColumns.width, 13)) {
    this.rows = rows;
    this.statuses = [...statuses];
    this.#numbers = new Map(statuses.map((status, number) => [status, number]));
  }

  add(key: Uint8Array, value: MapValue): number {
    const leaf = this.rows.add();
    this.rows.read(leaf, leafColumns.key, 8, key);
    this.setValue(leaf, value);
    return leaf;
  }

  keyBit(leaf: number, bit: number): number {
    return (this.rows.get(leaf, leafColumns.key + (bit >>> 5)) >>> (31 - (bit & 31))) & 1;
  }

  /** First bit in which the leaf's key differs from `words` (8 words of a key); -1 if it is that key. */
  firstDifference(leaf: number, words: Int32Array): number {
    for (let word = 0; word < 8; word += 1) {
      const difference = this.rows.get(leaf, leafColumns.key + word) ^ words[word]!;
      if (difference !== 0) return word * 32 + Math.clz32(difference);
    }
    return -1;
  }

  #numberOf(status: string): number {
    const known = this.#numbers.get(status);
    if (known !== undefined) return known;
    this.#numbers.set(status, this.statuses.length);
    return this.statuses.push(status) - 1;
  }

  setValue(leaf: number, { index, n, since, status }: MapValue): void {
    const time = Date.parse(since);
    const { rows } = this;
    const column = leafColumns.value;
    rows.set(leaf, column, index % two32);
    rows.set(leaf, column + 1, Math.floor(index / two32) * two16 + Math.floor(time / two32));
    rows.set(leaf, column + 2, time % two32);
    rows.set(leaf, column + 3, n);
    rows.set(leaf, column + 4, this.#numberOf(status));
  }

  /** Reads a value from this table, or from another in which it was saved at `column`. */
  value(row: number, rows: WordRows = this.rows, column: number = leafColumns.value): MapValue {
    const word = (at: number): number => rows.get(row, column + at) >>> 0;
    const high = word(1);
    return {
      index: (high >>> 16) * two32 + word(0),
      n: word(3),
      since: new Date((high & 0xffff) * two32 + word(2)).toISOString(),
      status: this.statuses[word(4)]!,
    };
  }
}
