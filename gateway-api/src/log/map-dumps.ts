import { closeSync, openSync, readdirSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StateMap } from '@daunguon/proof';
import { replaceFile } from '../durable-file.ts';
import { sha256 } from './log-store.ts';

const pieceLength = 1 << 20;

function* pieces(file: string): Generator<Uint8Array> {
  const fd = openSync(file, 'r');
  try {
    for (;;) {
      const piece = new Uint8Array(pieceLength);
      const length = readSync(fd, piece);
      if (length === 0) return;
      yield piece.subarray(0, length);
    }
  } finally {
    closeSync(fd);
  }
}

/** Dumps of the state map, so that a restart need not go through every leaf: `map-<size>` in the log's folder. None is needed. */
export class MapDumps {
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Size of the newest dump, 0 without one. The log was synced before it was written. */
  newest(): number {
    return this.#sizes()[0] ?? 0;
  }

  /** The newest sound dump of at most `size` leaves. */
  load(size: number): StateMap | undefined {
    for (const known of this.#sizes().filter((dumped) => dumped <= size)) {
      try {
        const map = StateMap.load(pieces(this.#file(known)), sha256);
        if (map.version === known) return map;
      } catch (error) {
        console.error(`${this.#file(known)} is set aside:`, (error as Error).message);
      }
      rmSync(this.#file(known), { force: true });
    }
    return undefined;
  }

  /** Dumps the map as it was committed last, and gives up the dumps that nobody goes back to: those older than one of at most `needed` leaves. */
  save(map: StateMap, needed: number): void {
    replaceFile(this.#file(map.version), map.dump());
    const [, ...older] = this.#sizes().filter((size) => size <= needed);
    for (const size of older) rmSync(this.#file(size));
  }

  #file(size: number): string {
    return join(this.#dir, `map-${size}`);
  }

  #sizes(): number[] {
    return readdirSync(this.#dir)
      .flatMap((name) => /^map-(\d+)$/.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => b - a);
  }
}
