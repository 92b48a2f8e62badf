import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { LeafError, parseLeaf, type RecordLeaf, type StateLeaf } from '../leaf/leaf.ts';
import { noTime } from '../leaf/leaf-time.ts';
import { leafHash, type Sha256 } from '../log/merkle.ts';
import { StateMap } from '../map/state-map.ts';
import type { DerivationOptions, DerivationState } from './derivation.ts';

/** A log whose leaves contradict each other: evidence against whoever signed it. */
export class ReplayError extends Error {
  readonly index: number;
  constructor(index: number, message: string) {
    super(`leaf ${index}: ${message}`);
    this.name = 'ReplayError';
    this.index = index;
  }
}

/**
 * The state map from the log's leaves alone, as mirrors and a restarted gateway rebuild it. Every state leaf must give the root,
 * the number of keys and the time that follow from the leaves before it. After an error start again from what was stored.
 */
export class Replay {
  readonly map: StateMap;
  readonly #hash: Sha256;
  readonly #leafHashAt: (index: number) => Uint8Array;
  #size: number;
  #time: string;
  #rules: number;
  #block: number;
  /** Block of the leaves since the last state leaf. */
  #open: number | undefined;

  constructor(options: DerivationOptions) {
    const { hash = sha256, map = new StateMap({ hash }), leafHashAt } = options;
    const { size = 0, time = noTime, rules = 1, block = -1 } = options;
    if (map.version !== size) throw new RangeError(`the map is that of size ${map.version}, not of ${size}`);
    this.map = map;
    this.#hash = hash;
    this.#leafHashAt = leafHashAt;
    this.#size = size;
    this.#time = time;
    this.#rules = rules;
    this.#block = block;
  }

  /** What a Derivation goes on from, whole after a state leaf. */
  state(): DerivationState {
    return { size: this.#size, time: this.#time, rules: this.#rules, block: this.#block };
  }

  /** Takes in the next leaf; its RFC 6962 hash. Throws ReplayError. */
  apply(bytes: Uint8Array): Uint8Array {
    const leaf = this.#parse(bytes);
    this.#claim(leaf.block > this.#block, 'its block came before');
    this.#claim(this.#open === undefined || leaf.block === this.#open, 'the block before has no state leaf');
    this.#claim(leaf.leaf !== 'state/1' || this.#open !== undefined, 'a state leaf without a change');
    this.#open = leaf.block;
    if (leaf.leaf === 'record/1') this.#record(leaf);
    if (leaf.leaf === 'state/1') this.#close(leaf);
    this.#size += 1;
    return leafHash(bytes, this.#hash);
  }

  #parse(bytes: Uint8Array): ReturnType<typeof parseLeaf> {
    try {
      return parseLeaf(bytes);
    } catch (error) {
      if (error instanceof LeafError) throw new ReplayError(this.#size, error.message);
      throw error;
    }
  }

  #claim(holds: boolean, message: string): void {
    if (!holds) throw new ReplayError(this.#size, message);
  }

  #record({ key: keyHex, n, op, prev, ts, status }: RecordLeaf): void {
    const key = hexToBytes(keyHex);
    const before = this.map.get(key);
    this.#claim(n === (before?.n ?? 0) + 1, 'its version does not follow');
    this.#claim(before === undefined || op !== 'create', 'it creates what exists');
    const expected = before === undefined ? null : bytesToHex(this.#leafHashAt(before.index));
    this.#claim(prev === expected, "its prev is not the record's previous leaf");
    this.map.set(key, { index: this.#size, n, since: before?.status === status ? before.since : ts, status });
    if (ts > this.#time) this.#time = ts;
  }

  #close({ block, keys, mapRoot, rules, time }: StateLeaf): void {
    this.#claim(keys === this.map.keys, 'the number of keys differs');
    this.#claim(mapRoot === bytesToHex(this.map.root()), 'the root of the map differs');
    this.#claim(time === this.#time, 'the time differs');
    this.#claim(rules >= this.#rules, 'the rules went back');
    this.#rules = rules;
    this.#block = block;
    this.#open = undefined;
    this.map.commit(this.#size + 1);
  }
}
