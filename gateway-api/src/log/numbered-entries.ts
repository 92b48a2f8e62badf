import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createFile, replaceFile } from '../durable-file.ts';

const entryName = (version: number): string => `${String(version).padStart(6, '0')}.json`;

/**
 * Versions of named things as files, one a version, never changed: `<folder>/<name>/000001.json`. A number can be taken once, among processes
 * too, and an entry is on disk whole before anybody hears of it.
 */
export class NumberedEntries<Entry extends { readonly version: number }> {
  readonly #folder: string;
  readonly #known = new Map<string, readonly Entry[]>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) this.#read(name);
  }

  /** Newest first. */
  versions(name: string): readonly Entry[] {
    return this.#known.get(name) ?? [];
  }

  newest(name: string): Entry | undefined {
    return this.versions(name)[0];
  }

  every(): readonly Entry[] {
    return [...this.#known.values()].flat();
  }

  /** Writes the next version. Undefined when another process took its number: nothing was written, and versions are read again. */
  add(name: string, entry: Omit<Entry, 'version'>): Entry | undefined {
    const made = { ...entry, version: (this.newest(name)?.version ?? 0) + 1 } as Entry;
    const folder = join(this.#folder, name);
    mkdirSync(folder, { recursive: true });
    const isMine = createFile(join(folder, entryName(made.version)), `${JSON.stringify(made)}\n`);
    this.#read(name);
    return isMine ? made : undefined;
  }

  /** Writes entries of an earlier version as `amended` gives them; one that it leaves undefined stays as it is. */
  amend(amended: (entry: Entry) => Entry | undefined): void {
    for (const [name, entries] of this.#known) {
      const other = entries.flatMap((entry) => amended(entry) ?? []);
      for (const entry of other)
        replaceFile(join(this.#folder, name, entryName(entry.version)), `${JSON.stringify(entry)}\n`);
      if (other.length > 0) this.#read(name);
    }
  }

  /** Deletes entries that are no longer to be kept; the newest of each name stays, so that no number is taken twice. Answers how many went. */
  sweep(isDone: (entry: Entry) => boolean): number {
    let gone = 0;
    for (const [name, [, ...older]] of this.#known) {
      const done = older.filter(isDone);
      for (const { version } of done) rmSync(join(this.#folder, name, entryName(version)), { force: true });
      if (done.length > 0) this.#read(name);
      gone += done.length;
    }
    return gone;
  }

  #read(name: string): void {
    const folder = join(this.#folder, name);
    const files = readdirSync(folder).filter((file) => /^\d{6}\.json$/.test(file));
    const entries = files.map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Entry);
    this.#known.set(
      name,
      entries.sort((a, b) => b.version - a.version),
    );
  }
}
