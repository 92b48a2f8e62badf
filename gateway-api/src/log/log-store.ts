import { hash as digest } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  CompactRange,
  decodeEntries,
  leafHash,
  parseTilePath,
  tileNodeReader,
  tileWidth,
  type DerivedLeaf,
  type NodeReader,
  type Sha256,
} from '@daunguon/proof';
import { AppendFile } from './append-file.ts';
import { decodeMark, encodeMark, markLength, type BlockMark } from './block-mark.ts';

export const sha256: Sha256 = (data) => digest('sha256', data, 'buffer');

/** A log as proofs and tiles need it. */
export interface LogReader {
  size(): number;
  leaf(index: number): Uint8Array;
  /** RFC 6962 leaf hash. */
  leafHash(index: number): Uint8Array;
  /** Bytes of a tile or entry bundle (tlog-tiles) by its path below /log/; undefined when the log does not hold all of it. */
  tile(path: string): Uint8Array | undefined;
  readonly nodes: NodeReader;
}

const hashLength = 32;
/** Levels of complete subtrees that are stored: those whose hashes tiles hold. */
const levels = [0, 8, 16, 24, 32] as const;
const cachedTiles = 256;

/**
 * The log of one organisation in append-only files, each so laid out that every tile and every entry bundle is one slice:
 * leaves.bin (uint16 length, leaf), offsets.bin (8 bytes a leaf), level-<n>.bin (hashes of complete subtrees of 2^n leaves) and
 * blocks.bin (one mark a block). A block counts once its mark is there: whatever was written after the last whole block is cut
 * off at opening. One process writes.
 */
export class LogStore implements LogReader {
  readonly #leaves: AppendFile;
  readonly #offsets: AppendFile;
  readonly #blocks: AppendFile;
  readonly #levels: readonly AppendFile[];
  readonly #tiles = new Map<string, Uint8Array>();
  #range = new CompactRange(sha256);
  #last: BlockMark | undefined;
  readonly nodes: NodeReader = tileNodeReader((level, index) => this.#tile(level, index), sha256);

  /** `trusted`: leaves that were synced before, as a published checkpoint shows; everything after them is hashed again. */
  constructor(dir: string, trusted = 0) {
    mkdirSync(dir, { recursive: true });
    const open = (name: string): AppendFile => new AppendFile(join(dir, `${name}.bin`));
    this.#leaves = open('leaves');
    this.#offsets = open('offsets');
    this.#blocks = open('blocks');
    this.#levels = levels.map((level) => open(`level-${level}`));
    this.#recover(trusted);
  }

  size(): number {
    return this.#last?.size ?? 0;
  }

  /** The last whole block; undefined before the first. */
  last(): BlockMark | undefined {
    return this.#last;
  }

  /** What the log knew after a block; undefined for one that it has not taken in. */
  mark(block: number): BlockMark | undefined {
    const known = this.#last?.number ?? -1;
    if (!Number.isInteger(block) || block < 0 || block > known) return undefined;
    return decodeMark(this.#blocks.read(block * markLength, markLength));
  }

  leaf(index: number): Uint8Array {
    const [start, end] = this.#slice(index, index + 1);
    return this.#leaves.read(start + 2, end - start - 2);
  }

  leafHash(index: number): Uint8Array {
    return this.#level(0).read(index * hashLength, hashLength);
  }

  tile(path: string): Uint8Array | undefined {
    const parsed = parseTilePath(path);
    if (parsed === undefined) return undefined;
    const first = Number(parsed.index) * tileWidth;
    const end = first + parsed.width;
    if (parsed.level === 'entries') {
      if (end > this.size()) return undefined;
      const [from, to] = this.#slice(first, end);
      return this.#leaves.read(from, to - from);
    }
    const file = this.#levels[parsed.level];
    if (file === undefined || end * hashLength > file.length) return undefined;
    return file.read(first * hashLength, parsed.width * hashLength);
  }

  /** Leaves from `first` up to `end`, read in larger pieces. */
  *leaves(first: number, end = this.size()): Generator<Uint8Array> {
    for (let at = first; at < end; at += tileWidth) {
      const [from, to] = this.#slice(at, Math.min(at + tileWidth, end));
      yield* decodeEntries(this.#leaves.read(from, to - from));
    }
  }

  root(): Uint8Array {
    return this.#range.root();
  }

  /** Takes in a block and its leaves, whole or not at all. Blocks come in order, the first is 0. */
  appendBlock(block: Pick<BlockMark, 'number' | 'headerHash'>, leaves: readonly DerivedLeaf[]): void {
    const { number, headerHash } = block;
    const next = (this.#last?.number ?? -1) + 1;
    if (number !== next) throw new Error(`block ${number} where ${next} is due`);
    const before = this.#last;
    try {
      this.#append(leaves);
      const mark = { number, headerHash, size: this.size() + leaves.length, offset: this.#leaves.length };
      this.#blocks.append(encodeMark(mark));
      this.#last = mark;
    } catch (error) {
      this.#cutTo(before);
      throw error;
    }
  }

  /** Everything so far is on disk when this returns: before a checkpoint is published. */
  sync(): void {
    for (const file of [this.#leaves, this.#offsets, ...this.#levels, this.#blocks]) file.sync();
  }

  close(): void {
    for (const file of [this.#leaves, this.#offsets, ...this.#levels, this.#blocks]) file.close();
  }

  #append(leaves: readonly DerivedLeaf[]): void {
    if (leaves.length === 0) return;
    const offsets = Buffer.alloc(leaves.length * 8);
    const parts: Uint8Array[] = [];
    const hashes: Uint8Array[][] = levels.map(() => []);
    let offset = this.#leaves.length;
    for (const [index, { bytes, hash }] of leaves.entries()) {
      if (bytes.length > 0xffff) throw new RangeError(`a leaf of ${bytes.length} bytes`);
      offsets.writeBigUInt64BE(BigInt(offset), index * 8);
      parts.push(Uint8Array.of(bytes.length >> 8, bytes.length & 0xff), bytes);
      offset += 2 + bytes.length;
      this.#range.append(hash, (level, _, node) => {
        if (level % 8 === 0) hashes[level / 8]?.push(node);
      });
    }
    this.#leaves.append(Buffer.concat(parts));
    this.#offsets.append(offsets);
    for (const [stored, nodes] of hashes.entries()) {
      if (nodes.length > 0) this.#levels[stored]?.append(Buffer.concat(nodes));
    }
  }

  /** Finds the last whole block, checks what was not synced for certain, and cuts off the rest. */
  #recover(trusted: number): void {
    const read = (index: number): BlockMark => decodeMark(this.#blocks.read(index * markLength, markLength));
    let index = this.#wholeMarks() - 1;
    let mark = index < 0 ? undefined : read(index);
    const from = mark !== undefined && mark.size >= trusted ? trusted : 0;
    const sound = this.#soundUpTo(from, mark?.size ?? 0, mark?.offset ?? 0);
    while (mark !== undefined && mark.size > sound) {
      index -= 1;
      mark = index < 0 ? undefined : read(index);
    }
    this.#cutTo(mark, Math.min(from, mark?.size ?? 0));
  }

  /** How many marks can be true. Pages reach the disk in any order: one that is whole says nothing of those before it. */
  #wholeMarks(): number {
    const count = Math.floor(this.#blocks.length / markLength);
    const bytes = this.#blocks.read(0, count * markLength);
    let before = { size: 0, offset: 0 };
    for (let index = 0; index < count; index += 1) {
      const mark = decodeMark(bytes.subarray(index * markLength, (index + 1) * markLength));
      if (!this.#follows(mark, index, before)) return index;
      before = mark;
    }
    return count;
  }

  #follows(mark: BlockMark, index: number, before: Pick<BlockMark, 'size' | 'offset'>): boolean {
    const { number, size, offset } = mark;
    return (
      number === index &&
      size >= before.size &&
      offset >= before.offset &&
      offset <= this.#leaves.length &&
      size * 8 <= this.#offsets.length &&
      size * hashLength <= this.#level(0).length
    );
  }

  /** Leaves from `from` on whose bytes, place and hash agree. */
  #soundUpTo(from: number, size: number, end: number): number {
    for (let index = from; index < size; index += 1) {
      const start = this.#offset(index);
      const next = index + 1 < size ? this.#offset(index + 1) : end;
      if (next < start + 2 || next > this.#leaves.length) return index;
      const entry = this.#leaves.read(start, next - start);
      if (entry.readUInt16BE(0) !== entry.length - 2) return index;
      if (
        !this.#level(0)
          .read(index * hashLength, hashLength)
          .equals(leafHash(entry.subarray(2), sha256))
      )
        return index;
    }
    return size;
  }

  /** Cuts all files to this block; nodes above `trusted` leaves are computed anew from the leaf hashes. */
  #cutTo(mark: BlockMark | undefined, trusted = mark?.size ?? 0): void {
    const size = mark?.size ?? 0;
    this.#last = mark;
    this.#tiles.clear();
    this.#blocks.truncate(mark === undefined ? 0 : (mark.number + 1) * markLength);
    this.#leaves.truncate(mark?.offset ?? 0);
    this.#offsets.truncate(size * 8);
    this.#level(0).truncate(size * hashLength);
    let start = trusted;
    const complete = (leaves: number, at: number): number => Math.floor(leaves / 2 ** (levels[at] ?? 0)) * hashLength;
    if (this.#levels.some((file, at) => file.length < complete(start, at))) start = 0;
    for (const [at, file] of this.#levels.entries()) if (at > 0) file.truncate(complete(start, at));
    this.#range = CompactRange.of(BigInt(start), this.#peaks(start), sha256);
    for (let index = start; index < size; index += 1) {
      this.#range.append(this.leafHash(index), (level, _, node) => {
        if (level > 0 && level % 8 === 0) this.#levels[level / 8]?.append(node);
      });
    }
  }

  /** Hashes of the complete subtrees that make up the first `size` leaves, largest first. */
  #peaks(size: number): Uint8Array[] {
    const peaks: Uint8Array[] = [];
    let rest = BigInt(size);
    for (let start = 0n; rest > 0n;) {
      const level = rest.toString(2).length - 1;
      peaks.push(this.nodes(level, start >> BigInt(level)));
      start += 1n << BigInt(level);
      rest -= 1n << BigInt(level);
    }
    return peaks;
  }

  #tile(level: number, index: bigint): Uint8Array {
    const file = this.#levels[level];
    const first = Number(index) * tileWidth;
    const width = Math.min(tileWidth, (file?.length ?? 0) / hashLength - first);
    if (file === undefined || width <= 0) throw new RangeError(`no tile ${level}/${index}`);
    const name = `${level}/${index}`;
    const known = this.#tiles.get(name);
    if (known !== undefined) return known;
    const tile = file.read(first * hashLength, width * hashLength);
    if (width < tileWidth) return tile;
    if (this.#tiles.size >= cachedTiles) this.#tiles.delete(this.#tiles.keys().next().value ?? '');
    this.#tiles.set(name, tile);
    return tile;
  }

  #level(at: number): AppendFile {
    const file = this.#levels[at];
    if (file === undefined) throw new RangeError(`no level ${at}`);
    return file;
  }

  #offset(index: number): number {
    return Number(this.#offsets.read(index * 8, 8).readBigUInt64BE(0));
  }

  /** Where the leaves from `first` up to `end` lie in leaves.bin. */
  #slice(first: number, end: number): [number, number] {
    if (first < 0 || end > this.size()) throw new RangeError(`no leaf ${end - 1}`);
    return [this.#offset(first), end === this.size() ? (this.#last?.offset ?? 0) : this.#offset(end)];
  }
}
