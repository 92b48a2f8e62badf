/**
 * Growable table of rows of 32-bit words. It grows by whole chunks, so that a million rows cost what they hold and no growth
 * copies anything. Bytes stand big-endian in words: bit b of a key is bit 31 − b % 32 of word b / 32.
 */
export class WordRows {
  readonly width: number;
  readonly #chunkBits: number;
  #length = 0;
  readonly #chunks: Int32Array[] = [];

  /** `chunkBits`: the table grows by 2^chunkBits rows. */
  constructor(width: number, chunkBits: number) {
    this.width = width;
    this.#chunkBits = chunkBits;
  }

  get length(): number {
    return this.#length;
  }

  /** Appends a row of zeros; its number. */
  add(): number {
    const row = this.#length;
    if (row & ((1 << this.#chunkBits) - 1)) this.#length += 1;
    else {
      this.#chunks.push(new Int32Array(this.width << this.#chunkBits));
      this.#length += 1;
    }
    return row;
  }

  #chunk(row: number): Int32Array {
    return this.#chunks[row >>> this.#chunkBits]!;
  }

  #offset(row: number): number {
    return (row & ((1 << this.#chunkBits) - 1)) * this.width;
  }

  get(row: number, column: number): number {
    return this.#chunk(row)[this.#offset(row) + column]!;
  }

  set(row: number, column: number, value: number): void {
    this.#chunk(row)[this.#offset(row) + column] = value;
  }

  /** Copies `count` words of a row into one of another table. */
  copyRow(row: number, column: number, count: number, to: WordRows, toRow: number, toColumn: number): void {
    const from = this.#chunk(row);
    const target = to.#chunk(toRow);
    const start = this.#offset(row) + column;
    const end = to.#offset(toRow) + toColumn;
    for (let word = 0; word < count; word += 1) target[end + word] = from[start + word]!;
  }

  /** Writes `count` words of a row as bytes from `offset` on. */
  write(row: number, column: number, count: number, view: DataView, offset: number): void {
    const chunk = this.#chunk(row);
    const start = this.#offset(row) + column;
    for (let word = 0; word < count; word += 1) view.setInt32(offset + word * 4, chunk[start + word]!);
  }

  /** Sets `count` words of a row from bytes. */
  read(row: number, column: number, count: number, bytes: Uint8Array, offset = 0): void {
    const chunk = this.#chunk(row);
    const start = this.#offset(row) + column;
    for (let word = 0, at = offset; word < count; word += 1, at += 4)
      chunk[start + word] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  }

  /** `count` words of a row as bytes of their own. */
  bytes(row: number, column: number, count: number): Uint8Array {
    const bytes = new Uint8Array(count * 4);
    this.write(row, column, count, new DataView(bytes.buffer), 0);
    return bytes;
  }
}
