import { mkdirSync } from 'node:fs';
import { Derivation, type BlockInput, type StateMap } from '@daunguon/proof';
import { LogStore, sha256 } from './log-store.ts';
import { MapDumps } from './map-dumps.ts';
import { replayStored } from './stored-replay.ts';

export interface DerivedLogOptions {
  readonly dir: string;
  /** Size up to which everything was synced: that of the newest published checkpoint, or of the newest dump, which is the default. */
  trusted?(): number;
  /** Smallest version of the map that proofs are asked of; the map's own newest where none are. */
  provenFrom?(): number;
  /** Leaves between two dumps of the map. */
  readonly dumpEvery?: number;
}

/** The folder holds the log of another network: going on would mix two ledgers in one log. */
class ForeignLedgerError extends Error {
  constructor(dir: string) {
    super(`the log in ${dir} is not of this network: move the folder away, it is derived again from the peer`);
    this.name = 'ForeignLedgerError';
  }
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
    mkdirSync(options.dir, { recursive: true });
    this.#dumps = new MapDumps(options.dir);
    this.store = new LogStore(options.dir, options.trusted?.() ?? this.#dumps.newest());
    this.#dumped = 0;
    this.#derivation = this.#restore();
  }

  get map(): StateMap {
    return this.#derivation.map;
  }

  /** @throws ForeignLedgerError unless the ledger that begins with this block is the one that the log was derived from. */
  requireGenesis(headerHash: string): void {
    const known = this.store.mark(0)?.headerHash;
    if (known !== undefined && known !== headerHash) throw new ForeignLedgerError(this.#options.dir);
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

  /** The derivation as it stood after the last stored block. */
  #restore(): Derivation {
    const { store } = this;
    const { replay, dumped } = replayStored(store, this.#dumps, this.#options.provenFrom?.());
    this.#dumped = dumped;
    const leafHashAt = (index: number): Uint8Array => store.leafHash(index);
    return new Derivation({ hash: sha256, leafHashAt, map: replay.map, ...replay.state() });
  }
}
