import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { equalBytes } from '../equal-bytes.ts';
import type { Sha256 } from '../log/merkle.ts';
import { LeafTable, leafColumns } from './leaf-table.ts';
import { newRootHash, nodeColumns, type MapTables } from './map-tables.ts';
import { WordRows } from './word-rows.ts';

/** Bytes that are no dump of a map, or a damaged one: the map is then rebuilt from the leaves. */
export class MapDumpError extends Error {
  constructor(message: string) {
    super(`map dump: ${message}`);
    this.name = 'MapDumpError';
  }
}

interface Header {
  readonly dump: 'daunguon/map-dump/2';
  readonly version: number;
  readonly keys: number;
  readonly root: number;
  readonly statuses: readonly string[];
}

const rowsPerPart = 1 << 13;

function* partsOf(rows: WordRows): Generator<Uint8Array> {
  for (let first = 0; first < rows.length; first += rowsPerPart) {
    const count = Math.min(rowsPerPart, rows.length - first);
    const part = new Uint8Array(count * rows.width * 4);
    const view = new DataView(part.buffer);
    for (let row = 0; row < count; row += 1) rows.write(first + row, 0, rows.width, view, row * rows.width * 4);
    yield part;
  }
}

/** Header length (uint32), header, rows of leaves, rows of nodes, each part before its hash. */
export function* dumpTables({ leaves, nodes, root }: MapTables, version: number, hash: Sha256): Generator<Uint8Array> {
  const { statuses } = leaves;
  const header: Header = { dump: 'daunguon/map-dump/2', version, keys: leaves.rows.length, root, statuses };
  const text = utf8ToBytes(JSON.stringify(header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length);
  yield concatBytes(length, text, hash(text));
  for (const rows of [leaves.rows, nodes]) for (const part of partsOf(rows)) yield concatBytes(part, hash(part));
}

/** Takes exact lengths out of chunks of any lengths. */
class Reader {
  readonly #chunks: Iterator<Uint8Array>;
  readonly #hash: Sha256;
  #rest: Uint8Array = new Uint8Array();

  constructor(chunks: Iterable<Uint8Array>, hash: Sha256) {
    this.#chunks = chunks[Symbol.iterator]();
    this.#hash = hash;
  }

  take(length: number): Uint8Array {
    const pieces = [this.#rest];
    let have = this.#rest.length;
    while (have < length) {
      const next = this.#chunks.next();
      if (next.done) throw new MapDumpError('it is cut off');
      pieces.push(next.value);
      have += next.value.length;
    }
    const bytes = pieces.length === 1 ? this.#rest : concatBytes(...pieces);
    this.#rest = bytes.subarray(length);
    return bytes.subarray(0, length);
  }

  part(length: number): Uint8Array {
    const part = this.take(length);
    if (!equalBytes(this.take(32), this.#hash(part))) throw new MapDumpError('a part is damaged');
    return part;
  }

  rows(count: number, width: number): WordRows {
    const rows = new WordRows(width, 13);
    while (rows.length < count) {
      const part = this.part(Math.min(rowsPerPart, count - rows.length) * width * 4);
      for (let at = 0; at < part.length; at += width * 4) rows.read(rows.add(), 0, width, part, at);
    }
    return rows;
  }
}

const isHeader = (value: unknown): value is Header => {
  if (typeof value !== 'object' || value === null) return false;
  const { dump, version, keys, root, statuses } = value as Readonly<Record<string, unknown>>;
  const numbers = [version, keys, root].every((number) => Number.isSafeInteger(number));
  return dump === 'daunguon/map-dump/2' && numbers && Array.isArray(statuses);
};

/** The tables that were dumped; `rootHash` follows from them and is not yet in its row. */
export const loadTables = (chunks: Iterable<Uint8Array>, hash: Sha256): { tables: MapTables; version: number } => {
  const reader = new Reader(chunks, hash);
  const length = reader.take(4);
  const header: unknown = JSON.parse(
    new TextDecoder().decode(reader.part(new DataView(length.buffer, length.byteOffset).getUint32(0))),
  );
  if (!isHeader(header)) throw new MapDumpError('its header is not of this format');
  const leaves = new LeafTable(header.statuses, reader.rows(header.keys, leafColumns.width));
  const nodes = reader.rows(Math.max(0, header.keys - 1), nodeColumns.width);
  return { tables: { leaves, nodes, root: header.root, rootHash: newRootHash() }, version: header.version };
};
