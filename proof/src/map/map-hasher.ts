import type { Sha256 } from '../log/merkle.ts';
import type { Journal } from './journal.ts';
import { leafColumns } from './leaf-table.ts';
import { mapLeafPrefix, mapNodePrefix } from './map-proof.ts';
import { dirty, nodeColumns, type MapTables } from './map-tables.ts';
import { encodeMapValue, type MapValue } from './map-value.ts';

/** What has changed since the newest version. */
export interface Change {
  /** Leaves whose hash is out of date. */
  readonly written: ReadonlySet<number>;
  /** Number of keys of that version. */
  readonly keys: number;
  /** Takes the hashes that the version knew. */
  readonly journal: Journal;
}

/** The hashes in a map's tables (docs/proof-format.md §3), each computed once after it went out of date. */
export class MapHasher {
  readonly #hash: Sha256;
  readonly #tables: MapTables;
  readonly #nodeInput = new Uint8Array(66);
  readonly #nodeView = new DataView(this.#nodeInput.buffer);
  readonly #leafInput = new Uint8Array(65);
  readonly #leafView = new DataView(this.#leafInput.buffer);

  constructor(tables: MapTables, hash: Sha256) {
    this.#tables = tables;
    this.#hash = hash;
    this.#nodeInput[0] = mapNodePrefix;
    this.#leafInput[0] = mapLeafPrefix;
  }

  value(value: MapValue): Uint8Array {
    return this.#hash(encodeMapValue(value));
  }

  /** The hash that stands at a link. */
  at(link: number): Uint8Array {
    const bytes = new Uint8Array(32);
    this.#write(link, new DataView(bytes.buffer), 0);
    return bytes;
  }

  /** Brings the link and all below it up to date. */
  update(link: number, change: Change): void {
    if (link < 0) {
      if (change.written.has(~link)) this.#updateLeaf(~link, change);
      return;
    }
    const { nodes } = this.#tables;
    const bit = nodes.get(link, nodeColumns.bit);
    if ((bit & dirty) === 0) return;
    const left = nodes.get(link, nodeColumns.left);
    const right = nodes.get(link, nodeColumns.right);
    this.update(left, change);
    this.update(right, change);
    this.#nodeInput[1] = bit & 0xff;
    this.#write(left, this.#nodeView, 2);
    this.#write(right, this.#nodeView, 34);
    if (link + 1 < change.keys) change.journal.saveHash(link, nodes, link, nodeColumns.hash);
    nodes.read(link, nodeColumns.hash, 8, this.#hash(this.#nodeInput));
    nodes.set(link, nodeColumns.bit, bit & 0xff);
  }

  #updateLeaf(leaf: number, { keys, journal }: Change): void {
    const { leaves } = this.#tables;
    const valueHash = this.value(leaves.value(leaf));
    leaves.rows.write(leaf, leafColumns.key, 8, this.#leafView, 1);
    this.#leafInput.set(valueHash, 33);
    if (leaf < keys) journal.saveHash(~leaf, leaves.rows, leaf, leafColumns.hash);
    leaves.rows.read(leaf, leafColumns.hash, 8, this.#hash(this.#leafInput));
  }

  #write(link: number, view: DataView, offset: number): void {
    const { leaves, nodes } = this.#tables;
    if (link < 0) leaves.rows.write(~link, leafColumns.hash, 8, view, offset);
    else nodes.write(link, nodeColumns.hash, 8, view, offset);
  }
}
