import { Derivation, parseLeaf, Replay, type BlockInput, type StateMap } from '@daunguon/proof';
import { LogStore, sha256 } from './log-store.ts';
import { MapDumps } from './map-dumps.ts';

export interface DerivedLogOptions {
  readonly dir: string;
  /** Size up to which everything was synced: that of the newest published or cosigned checkpoint. */
  trusted(): number;
  /** Smallest version of the map that proofs are asked of; the map's own newest where none are. */
  provenFrom?(): number;
  /** Leaves between two dumps of the map. */
  readonly dumpEvery?: number;
}

/** One organisation's log and state map, derived block by block; a crash at any instant leaves whole blocks. */
export class DerivedLog {
  readonly store: LogStore;
  readonly #options: DerivedLogOptions;
  readonly #dumps: MapDumps;
  #derivation: Derivation;
  #dumped: number;

  constructor(options: DerivedLogOptions) {
    this.#options = options;
    this.store = new LogStore(options.dir, options.trusted());
    this.#dumps = new MapDumps(options.dir);
    this.#dumped = 0;
    this.#derivation = this.#restore();
  }

  get map(): StateMap {
    return this.#derivation.map;
  }

  /** Number of the block that is due. */
  next(): number {
    return (this.store.last()?.number ?? -1) + 1;
  }

  /** Takes in the next block. After an error nothing of it is left, here or on disk. */
  take(block: BlockInput): void {
    try {
      this.store.appendBlock(block, this.#derivation.apply(block));
    } catch (error) {
      this.#derivation = this.#restore();
      throw error;
    }
    if (this.#options.provenFrom === undefined) this.map.forget(Infinity);
    if (this.map.version - this.#dumped >= (this.#options.dumpEvery ?? 250_000)) this.#dump();
  }

  close(): void {
    // Below a few thousand leaves going through them is quicker than a dump.
    if (this.map.version - this.#dumped >= 5000) this.#dump();
    this.store.close();
  }

  #dump(): void {
    this.store.sync();
    this.#dumps.save(this.map, this.#options.provenFrom?.() ?? this.map.version);
    this.#dumped = this.map.version;
  }

  /** The derivation as it stood after the last stored block, from the newest usable dump and the leaves after it. */
  #restore(): Derivation {
    const { store } = this;
    const size = store.size();
    const map = this.#dumps.load(Math.min(size, this.#options.provenFrom?.() ?? size));
    this.#dumped = map?.version ?? 0;
    const shared = { hash: sha256, leafHashAt: (index: number) => store.leafHash(index) };
    const replay = new Replay({ ...shared, ...(map === undefined ? {} : { map, ...this.#stateAt(map.version) }) });
    for (const leaf of store.leaves(this.#dumped)) {
      replay.apply(leaf);
      // What older versions would need to stay provable is not piled up on the way.
      if (replay.state().size % 4096 === 0) replay.map.forget(this.#options.provenFrom?.() ?? Infinity);
    }
    replay.map.forget(this.#options.provenFrom?.() ?? Infinity);
    return new Derivation({ ...shared, map: replay.map, ...replay.state() });
  }

  #stateAt(size: number) {
    const state = parseLeaf(this.store.leaf(size - 1));
    if (state.leaf !== 'state/1') throw new Error(`no state leaf before ${size}`);
    return { size, time: state.time, rules: state.rules, block: state.block };
  }
}
