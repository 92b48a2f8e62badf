import { sha256 } from '@noble/hashes/sha2.js';
import type { Sha256 } from '../log/merkle.ts';
import { Journal } from './journal.ts';
import { bitOf, wordAt } from './key-words.ts';
import { checkValue } from './leaf-table.ts';
import { dumpTables, loadTables } from './map-dump.ts';
import { MapHasher } from './map-hasher.ts';
import { emptyMapRoot } from './map-proof.ts';
import { dirty, hashColumn, newTables, nodeColumns, type MapTables } from './map-tables.ts';
import type { MapValue } from './map-value.ts';
import { proveInVersion, type ProvenEntry } from './version-proof.ts';

interface Version {
  /** Size of the log at the state leaf. */
  readonly version: number;
  readonly keys: number;
  /** What this version overwrote of the one before. */
  readonly journal: Journal;
}

const checkKey = (key: Uint8Array): void => {
  if (key.length !== 32) throw new RangeError('a map key has 32 bytes');
};

/**
 * The state map (docs/proof-format.md §3): a binary Merkle trie in which every inner node has two children. It lies in tables of
 * words, 128 bytes a key; `root()` hashes each changed node once. Older versions can be proven until they are forgotten.
 *
 * Inner node i was made by the insertion of leaf i + 1, and nothing is ever removed or moved. So an older version needs no copy
 * of the links: it is the trie without the nodes and leaves numbered beyond its key count.
 */
export class StateMap {
  readonly #hash: Sha256;
  readonly #tables: MapTables;
  readonly #hasher: MapHasher;
  /** Oldest first, never empty. */
  readonly #versions: Version[];
  /** Of the version to come. */
  #journal = new Journal();
  #changes = 0;
  /** Whether anything was written since the last `root()`. */
  #isRootOld = false;
  /** The key last sought, and the inner nodes from the root to the leaf that it reached. */
  readonly #words = new Int32Array(8);
  readonly #path = new Int32Array(256);
  #depth = 0;
  #reached = 0;
  /** Number of keys when it was reached; 0: never. */
  #reachedAmong = 0;

  /** `tables` and `version` are given by `load`. */
  constructor({ hash = sha256, tables = newTables(), version = 0 }: Partial<MapOptions> = {}) {
    this.#hash = hash;
    this.#tables = tables;
    this.#hasher = new MapHasher(tables, hash);
    if (this.keys > 0) tables.rootHash.read(0, 0, 8, this.#hasher.at(tables.root));
    this.#versions = [{ version, keys: this.keys, journal: new Journal() }];
  }

  get keys(): number {
    return this.#tables.leaves.rows.length;
  }

  #newest(): Version {
    return this.#versions.at(-1)!;
  }

  /** The newest committed version; 0 for the map of an empty log. */
  get version(): number {
    return this.#newest().version;
  }

  /** Walks down by the bits of the key, which is kept in #words; the leaf that is reached. The map must not be empty. */
  #reach(key: Uint8Array): number {
    checkKey(key);
    const words = this.#words;
    // A write is mostly a get and a set of one key: no second walk while no insertion has changed the path.
    let known = this.#reachedAmong === this.keys;
    for (let word = 0, at = 0; word < 8; word += 1, at += 4) {
      const read = wordAt(key, at);
      known &&= words[word] === read;
      words[word] = read;
    }
    if (known) return this.#reached;
    const { nodes, root } = this.#tables;
    let link = root;
    let depth = 0;
    while (link >= 0) {
      this.#path[depth] = link;
      depth += 1;
      const bit = nodes.get(link, nodeColumns.bit) & 0xff;
      link = nodes.get(link, nodeColumns.left + bitOf(this.#words, bit));
    }
    this.#depth = depth;
    this.#reachedAmong = this.keys;
    this.#reached = ~link;
    return ~link;
  }

  get(key: Uint8Array): MapValue | undefined {
    if (this.keys === 0) return undefined;
    const leaf = this.#reach(key);
    const { leaves } = this.#tables;
    return leaves.firstDifference(leaf, this.#words) === -1 ? leaves.value(leaf) : undefined;
  }

  /** Adds the key or replaces its value. Throws RangeError, changing nothing, for a value that the map cannot hold. */
  set(key: Uint8Array, value: MapValue): void {
    const { leaves } = this.#tables;
    checkKey(key);
    checkValue(value);
    this.#changes += 1;
    if (this.keys === 0) this.#tables.root = ~leaves.add(key, value);
    else {
      const reached = this.#reach(key);
      const difference = leaves.firstDifference(reached, this.#words);
      if (difference === -1) this.#replace(reached, value);
      else this.#insert(key, value, difference);
    }
    this.#isRootOld = true;
  }

  #replace(leaf: number, value: MapValue): void {
    const { leaves } = this.#tables;
    if (leaf < this.#newest().keys) this.#journal.saveValue(leaf, leaves);
    leaves.setValue(leaf, value);
    for (let at = 0; at < this.#depth; at += 1) this.#step(this.#path[at]!);
  }

  /** The new node stands where the path's bits pass `difference`, its first in which the new key and all below it differ. */
  #insert(key: Uint8Array, value: MapValue, difference: number): void {
    const { leaves, nodes, rootHash } = this.#tables;
    const leaf = leaves.add(key, value);
    // The new node takes over what its parent kept for what now stands below it: its hash, and whether that is out of date.
    let [above, aboveSide, isOld] = [-1, 0, this.#isRootOld];
    let link = this.#tables.root;
    while (link >= 0) {
      const before = nodes.get(link, nodeColumns.bit);
      if ((before & 0xff) > difference) break;
      above = link;
      aboveSide = this.#step(link);
      isOld = (before & dirty(aboveSide)) !== 0;
      link = nodes.get(link, nodeColumns.left + aboveSide);
    }
    const node = nodes.add();
    const side = bitOf(this.#words, difference);
    nodes.set(node, nodeColumns.left + side, ~leaf);
    nodes.set(node, nodeColumns.right - side, link);
    nodes.set(node, nodeColumns.bit, difference | dirty(side) | (isOld ? dirty(1 - side) : 0));
    if (above === -1) {
      rootHash.copyRow(0, 0, 8, nodes, node, hashColumn(1 - side));
      this.#tables.root = node;
    } else {
      nodes.copyRow(above, hashColumn(aboveSide), 8, nodes, node, hashColumn(1 - side));
      nodes.set(above, nodeColumns.left + aboveSide, node);
    }
  }

  /** Marks the side of a node that the key in #words takes, whose hash is to change; that side. */
  #step(node: number): number {
    const { nodes } = this.#tables;
    const bit = nodes.get(node, nodeColumns.bit);
    const side = bitOf(this.#words, bit & 0xff);
    nodes.set(node, nodeColumns.bit, bit | dirty(side));
    return side;
  }

  /** Root of the map as it is now. */
  root(): Uint8Array {
    if (this.keys === 0) return emptyMapRoot(this.#hash);
    if (this.#isRootOld) this.#hasher.update({ keys: this.#newest().keys, journal: this.#journal });
    this.#isRootOld = false;
    return this.#tables.rootHash.bytes(0, 0, 8);
  }

  /** Names the state after a block, so that it can still be proven when later blocks have changed the map. */
  commit(version: number): void {
    if (!Number.isSafeInteger(version) || version <= this.version) throw new RangeError('versions must increase');
    this.root();
    this.#versions.push({ version, keys: this.keys, journal: this.#journal });
    this.#journal = new Journal();
  }

  /** Gives up the versions before this one, and the memory that kept them provable; never the newest. */
  forget(beforeVersion: number): void {
    const kept = this.#versions.findIndex(({ version }) => version >= beforeVersion);
    this.#versions.splice(0, kept === -1 ? this.#versions.length - 1 : kept);
  }

  /** Proof about a key, in a committed version or in the map as it is now. Throws RangeError for a version that is not kept. */
  prove(key: Uint8Array, version?: number): ProvenEntry {
    checkKey(key);
    const at = version === undefined ? -1 : this.#versions.findLastIndex((kept) => kept.version === version);
    if (version !== undefined && at === -1) throw new RangeError(`version ${version} of the map is not kept`);
    // Hashes that a write put out of date are saved for the versions before it only as they are computed anew.
    this.root();
    const keys = version === undefined ? this.keys : this.#versions[at]!.keys;
    const since =
      version === undefined ? [] : [...this.#versions.slice(at + 1).map(({ journal }) => journal), this.#journal];
    return keys === 0 ? { path: [] } : proveInVersion(this.#tables, this.#hasher, key, { keys, since });
  }

  /** The newest committed version as bytes for `load`. It must be read out before the map changes, or it throws. */
  *dump(): Generator<Uint8Array> {
    const changes = this.#changes;
    if (this.#isRootOld) throw new Error('a map is dumped right after a commit');
    for (const chunk of dumpTables(this.#tables, this.version, this.#hash)) {
      yield chunk;
      if (this.#changes !== changes) throw new Error('the map changed while it was dumped');
    }
  }

  /** The map that was dumped. Throws MapDumpError for bytes that were cut off or changed. */
  static load(chunks: Iterable<Uint8Array>, hash: Sha256 = sha256): StateMap {
    return new StateMap({ hash, ...loadTables(chunks, hash) });
  }
}

interface MapOptions {
  readonly hash: Sha256;
  readonly tables: MapTables;
  readonly version: number;
}
