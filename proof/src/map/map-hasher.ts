import type { Sha256 } from '../log/merkle.ts';
import type { Journal } from './journal.ts';
import { leafColumns } from './leaf-table.ts';
import { mapLeafPrefix, mapNodePrefix } from './map-proof.ts';
import { dirty, hashColumn, nodeColumns, type MapTables } from './map-tables.ts';
import { encodeMapValue, type MapValue } from './map-value.ts';
import type { WordRows } from './word-rows.ts';

/** What has changed since the newest version. */
export interface Change {
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

  /** The hash that stands at a link below which nothing is out of date. */
  at(link: number): Uint8Array {
    return link < 0 ? this.#leaf(~link) : this.#node(link);
  }

  /** Brings the root's hash and all below it up to date. */
  update(change: Change): void {
    const { root, rootHash } = this.#tables;
    this.#renew(root, rootHash, 0, 0, change);
  }

  /** Computes the hash at a link anew, and puts it where its parent keeps it. */
  #renew(link: number, rows: WordRows, row: number, column: number, change: Change): void {
    if (link >= 0) {
      const { nodes } = this.#tables;
      const bit = nodes.get(link, nodeColumns.bit);
      for (const side of [0, 1]) {
        if ((bit & dirty(side)) === 0) continue;
        this.#renew(nodes.get(link, nodeColumns.left + side), nodes, link, hashColumn(side), change);
      }
      nodes.set(link, nodeColumns.bit, bit & 0xff);
    }
    const isOfVersion = link < 0 ? ~link < change.keys : link + 1 < change.keys;
    if (isOfVersion) change.journal.saveHash(link, rows, row, column);
    rows.read(row, column, 8, this.at(link));
  }

  #node(node: number): Uint8Array {
    const { nodes } = this.#tables;
    this.#nodeInput[1] = nodes.get(node, nodeColumns.bit) & 0xff;
    nodes.write(node, nodeColumns.hashes, 16, this.#nodeView, 2);
    return this.#hash(this.#nodeInput);
  }

  #leaf(leaf: number): Uint8Array {
    const { leaves } = this.#tables;
    const valueHash = this.value(leaves.value(leaf));
    leaves.rows.write(leaf, leafColumns.key, 8, this.#leafView, 1);
    this.#leafInput.set(valueHash, 33);
    return this.#hash(this.#leafInput);
  }
}
