import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseCheckpoint, parseNote } from '@daunguon/proof';
import { createFile } from '../durable-file.ts';

/** A checkpoint that was published with its signatures. */
export interface PublishedCheckpoint {
  /** Place in the order of publication, from 1. */
  readonly sequence: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
}

const name = (sequence: number): string => String(sequence).padStart(12, '0');
const hour = 3_600_000;
/** The newest so many stay; of older ones the first of every hour stays for ever, so that statuses can be dated (trust.md §1). */
const keep = 20;

/**
 * Published checkpoints, one file each, numbered. The next number can be taken once only, whoever tries: so two gateways on one
 * folder cannot both publish after the same checkpoint, and no crash leaves half of one.
 */
export class CheckpointStore {
  readonly #dir: string;
  #newest: PublishedCheckpoint | undefined;

  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
    this.#read();
  }

  newest(): PublishedCheckpoint | undefined {
    return this.#newest;
  }

  /**
   * Publishes a note after the one that `newest()` gave. False, and `newest()` is read again, when another process published
   * meanwhile. @throws on a smaller size, or another root for the same size.
   */
  publish(note: string): boolean {
    const { size, root } = parseCheckpoint(parseNote(note).text);
    const before = this.#newest;
    if (before !== undefined) {
      if (Number(size) < before.size) throw new Error(`checkpoint of ${size} after one of ${before.size} leaves`);
      if (Number(size) === before.size && !Buffer.from(before.root).equals(root)) {
        throw new Error(`another root for the ${size} leaves that were published`);
      }
    }
    const sequence = (before?.sequence ?? 0) + 1;
    if (!createFile(join(this.#dir, name(sequence)), note)) {
      this.#read();
      return false;
    }
    this.#newest = { sequence, size: Number(size), root, note };
    if (sequence % keep === 0) this.#prune();
    return true;
  }

  /**
   * The earliest kept checkpoint with at least `size` leaves: its cosignatures say when these leaves existed at the latest
   * (trust.md §1). Undefined while none has so many.
   */
  covering(size: number): PublishedCheckpoint | undefined {
    const names = this.#names();
    return this.#at(names, this.#firstOf(names, size));
  }

  /** The newest kept checkpoint with fewer than `size` leaves: as of its time the organisations knew of no more. */
  before(size: number): PublishedCheckpoint | undefined {
    const names = this.#names();
    return this.#at(names, this.#firstOf(names, size) - 1);
  }

  /** Place of the earliest checkpoint with at least `size` leaves. */
  #firstOf(names: readonly string[], size: number): number {
    let [low, high] = [0, names.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#load(names[middle] ?? '').size >= size) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #at(names: readonly string[], place: number): PublishedCheckpoint | undefined {
    const found = names[place];
    return found === undefined ? undefined : this.#load(found);
  }

  #load(file: string): PublishedCheckpoint {
    const note = readFileSync(join(this.#dir, file), 'utf8');
    const { size, root } = parseCheckpoint(parseNote(note).text);
    return { sequence: Number(file), size: Number(size), root, note };
  }

  #names(): string[] {
    return readdirSync(this.#dir)
      .filter((file) => /^\d{12}$/.test(file))
      .sort();
  }

  #read(): void {
    const last = this.#names().at(-1);
    if (last !== undefined) this.#newest = this.#load(last);
  }

  #prune(): void {
    let kept = -1;
    for (const file of this.#names().slice(0, -keep)) {
      const path = join(this.#dir, file);
      const at = Math.floor(statSync(path).mtimeMs / hour);
      if (at === kept) rmSync(path);
      kept = at;
    }
  }
}
