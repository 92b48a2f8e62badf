import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { encodeLeaf, mspPattern, type Leaf, type RecordLeaf } from '../leaf/leaf.ts';
import { noTime, toLeafTime } from '../leaf/leaf-time.ts';
import { leafHash, type Sha256 } from '../log/merkle.ts';
import { mapKey } from '../map/map-key.ts';
import { StateMap } from '../map/state-map.ts';
import { readRecord, type ReadRecord } from './record-value.ts';

export interface PublicWrite {
  readonly key: string;
  readonly isDelete: boolean;
  readonly value: Uint8Array;
}

/** A VALID transaction of a block. */
export interface TransactionInput {
  /** Its index in the block, skipped ones counted. */
  readonly index: number;
  readonly txId: string;
  /** `leafTimeOf` the channel header's timestamp. */
  readonly ts: string;
  readonly msp: string;
  /** A CONFIG transaction, or one that writes the definition of chaincode `records` in `_lifecycle`. */
  readonly config: boolean;
  /** Public writes of namespace `records`, in the order of the write set. */
  readonly writes: readonly PublicWrite[];
}

export interface BlockInput {
  readonly number: number;
  /** 64 hexadecimal digits. */
  readonly headerHash: string;
  readonly transactions: readonly TransactionInput[];
}

export interface DerivedLeaf {
  readonly bytes: Uint8Array;
  /** RFC 6962 leaf hash. */
  readonly hash: Uint8Array;
}

/** All that a derivation needs to go on, beside the map: what its last state leaf says. */
export interface DerivationState {
  readonly size: number;
  readonly time: string;
  readonly rules: number;
  /** Block of the last leaf; −1 before the first. */
  readonly block: number;
}

/** What a derivation, or a replay of what one gave, goes on from; by default from nothing. */
export interface DerivationOptions extends Partial<DerivationState> {
  readonly hash?: Sha256;
  readonly map?: StateMap;
  /** RFC 6962 hash of a leaf that was derived or taken in before. */
  readonly leafHashAt: (index: number) => Uint8Array;
}

/** The ledger agreed on rules that this program does not have: only a newer one may go on. */
export class UnknownRulesError extends Error {
  readonly rules: number;
  constructor(rules: number) {
    super(`derivation rules ${rules} hold on the ledger, and this program knows up to 1`);
    this.name = 'UnknownRulesError';
    this.rules = rules;
  }
}

const knownRules = 1;
const deleted: ReadRecord = { type: '', status: 'deleted', kind: 'none', commitment: null, signing: null };
const opaque = (commitment: string): ReadRecord => ({
  type: '',
  status: 'opaque',
  kind: 'opaque',
  commitment,
  signing: null,
});
const txIdPattern = /^[0-9a-f]{64}$/;
const rulesPattern = /^rules\/([1-9][0-9]{0,5})$/;

/**
 * The log and the state map as a pure function of the ledger, rules 1 (docs/proof-format.md §2): no clock, no randomness, total over
 * any input. After an error that it threw, or that `leafHashAt` threw, go on with a new one from what was stored.
 */
export class Derivation {
  readonly map: StateMap;
  readonly #hash: Sha256;
  readonly #leafHashAt: (index: number) => Uint8Array;
  #size: number;
  #time: string;
  #rules: number;
  #block: number;
  /** Of the block in hand; `#size` is the log's size before them. */
  #leaves: DerivedLeaf[] = [];

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

  get size(): number {
    return this.#size;
  }

  state(): DerivationState {
    return { size: this.#size, time: this.#time, rules: this.#rules, block: this.#block };
  }

  /** The leaves of the next block. Throws UnknownRulesError where other rules hold, RangeError for a block that came before. */
  apply({ number, headerHash, transactions }: BlockInput): readonly DerivedLeaf[] {
    if (this.#rules > knownRules) throw new UnknownRulesError(this.#rules);
    if (number <= this.#block) throw new RangeError(`block ${number} came already`);
    this.#leaves = [];
    for (const transaction of transactions) this.#take(transaction, number, headerHash);
    if (this.#leaves.length === 0) return this.#leaves;
    const mapRoot = bytesToHex(this.map.root());
    const { keys } = this.map;
    this.#push({ leaf: 'state/1', block: number, headerHash, rules: this.#rules, mapRoot, keys, time: this.#time });
    this.#size += this.#leaves.length;
    this.#block = number;
    this.map.commit(this.#size);
    return this.#leaves;
  }

  #push(leaf: Leaf): void {
    const bytes = encodeLeaf(leaf);
    this.#leaves.push({ bytes, hash: leafHash(bytes, this.#hash) });
  }

  #take(transaction: TransactionInput, block: number, headerHash: string): void {
    const { config, writes } = transaction;
    const rules = writes.filter(({ key }) => key.startsWith('rules/'));
    if (config || rules.length > 0) this.#push({ leaf: 'config/1', block, headerHash });
    for (const { key, isDelete } of rules) {
      const agreed = isDelete ? undefined : rulesPattern.exec(key)?.[1];
      // Rules never go back.
      if (agreed !== undefined) this.#rules = Math.max(this.#rules, Number(agreed));
    }
    const timed = { ...transaction, ts: toLeafTime(transaction.ts) };
    for (const write of writes) if (write.key.startsWith('r/')) this.#record(write, timed, block);
  }

  #record({ key: stateKey, isDelete, value }: PublicWrite, transaction: TransactionInput, block: number): void {
    const id = stateKey.slice(2);
    const key = mapKey(id, this.#hash);
    const before = this.map.get(key);
    const n = (before?.n ?? 0) + 1;
    const record = isDelete ? undefined : readRecord(value, id, n);
    const { ts } = transaction;
    const leaf: RecordLeaf = {
      leaf: 'record/1',
      block,
      tx: transaction.index,
      txId: txIdPattern.test(transaction.txId) ? transaction.txId : '',
      ts,
      msp: mspPattern.test(transaction.msp) ? transaction.msp : '',
      key: bytesToHex(key),
      n,
      op: isDelete ? 'delete' : record === undefined ? 'opaque' : before === undefined ? 'create' : 'update',
      prev: before === undefined ? null : bytesToHex(this.#hashOf(before.index)),
      ...(isDelete ? deleted : (record ?? opaque(bytesToHex(this.#hash(value))))),
    };
    const since = before?.status === leaf.status ? before.since : ts;
    this.map.set(key, { index: this.#size + this.#leaves.length, n, since, status: leaf.status });
    this.#push(leaf);
    if (ts > this.#time) this.#time = ts;
  }

  #hashOf(index: number): Uint8Array {
    return index < this.#size ? this.#leafHashAt(index) : this.#leaves[index - this.#size]!.hash;
  }
}
