import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseLeaf, type DerivedLeaf, type RecordLeaf, type Replay, type StateMap } from '@daunguon/proof';
import { CheckpointStore, type PublishedCheckpoint } from '../log/checkpoint-store.ts';
import { LogStore } from '../log/log-store.ts';
import { MapDumps } from '../log/map-dumps.ts';
import { replayStored } from '../log/stored-replay.ts';
import { MirrorDb } from './mirror-db.ts';

const dumpEvery = 250_000;

/**
 * A mirror's own copy: leaves, the map recomputed from them, bodies, and the newest head whose every leaf was checked. It may hold
 * more leaves than that head covers, never fewer; a crash at any instant leaves whole blocks.
 */
export class MirrorLog {
  readonly store: LogStore;
  readonly db: MirrorDb;
  readonly #checkpoints: CheckpointStore;
  readonly #dumps: MapDumps;
  #replay: Replay;
  #dumped = 0;
  /** Leaves of the block whose state leaf is still to come. */
  #open: DerivedLeaf[] = [];

  constructor(dir: string) {
    mkdirSync(dir, { recursive: true });
    this.#checkpoints = new CheckpointStore(join(dir, 'checkpoints'));
    this.store = new LogStore(dir, this.head()?.size ?? 0);
    this.#dumps = new MapDumps(dir);
    this.db = new MirrorDb(join(dir, 'mirror.db'));
    this.#replay = this.#restore();
    this.db.cutTo(this.store.size());
    this.takeIn();
  }

  head(): PublishedCheckpoint | undefined {
    return this.#checkpoints.newest();
  }

  /** The earliest kept head with at least so many leaves. */
  covering(size: number): PublishedCheckpoint | undefined {
    return this.#checkpoints.covering(size);
  }

  before(size: number): PublishedCheckpoint | undefined {
    return this.#checkpoints.before(size);
  }

  get map(): StateMap {
    return this.#replay.map;
  }

  /** Takes in the next leaf; the block's leaves are kept once its state leaf came. @throws ReplayError, and the block is forgotten. */
  apply(bytes: Uint8Array): void {
    try {
      this.#open.push({ bytes, hash: this.#replay.apply(bytes) });
      const leaf = parseLeaf(bytes);
      if (leaf.leaf !== 'state/1') return;
      // A mirror knows only blocks that gave leaves; it numbers those.
      const number = (this.store.last()?.number ?? -1) + 1;
      this.store.appendBlock({ number, headerHash: leaf.headerHash }, this.#open);
      this.#open = [];
    } catch (error) {
      this.abandon();
      throw error;
    }
    if (this.head() === undefined) this.map.forget(Infinity);
  }

  /** Forgets a block of which only the beginning came. */
  abandon(): void {
    if (this.#open.length > 0) this.#replay = this.#restore();
  }

  /** Leaves that were applied, kept or not. */
  size(): number {
    return this.store.size() + this.#open.length;
  }

  /** Notes the versions and the wanted bodies of the kept leaves. */
  takeIn(): void {
    const records: { index: number; leaf: RecordLeaf }[] = [];
    let index = this.db.taken();
    for (const bytes of this.store.leaves(index)) {
      const leaf = parseLeaf(bytes);
      if (leaf.leaf === 'record/1') records.push({ index, leaf });
      index += 1;
      if (records.length === 1000) this.db.takeIn(records.splice(0), index);
    }
    if (index > this.db.taken()) this.db.takeIn(records, index);
  }

  /** Serves from this head from now on. Everything that it covers is on disk before. */
  publish(note: string): void {
    const before = this.head()?.size ?? 0;
    this.store.sync();
    if (!this.#checkpoints.publish(note)) throw new Error('another process mirrors into this folder');
    // Bundles of the head before may still be in the making.
    this.map.forget(before);
    if (this.map.version - this.#dumped >= dumpEvery) this.#dump();
  }

  close(): void {
    this.abandon();
    if (this.map.version - this.#dumped >= 5000) this.#dump();
    this.db.close();
    this.store.close();
  }

  #dump(): void {
    this.store.sync();
    this.#dumps.save(this.map, this.head()?.size ?? 0);
    this.#dumped = this.map.version;
  }

  #restore(): Replay {
    this.#open = [];
    const hashAt = (index: number): Uint8Array =>
      this.#open[index - this.store.size()]?.hash ?? this.store.leafHash(index);
    const { replay, dumped } = replayStored(this.store, this.#dumps, this.head()?.size, hashAt);
    this.#dumped = dumped;
    return replay;
  }
}
