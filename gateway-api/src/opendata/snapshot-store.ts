import { join } from 'node:path';
import { KeptContents, type KeptContent } from '../log/kept-contents.ts';
import { NumberedEntries } from '../log/numbered-entries.ts';
import { formats, type Format } from './files.ts';

/** One published version of a dataset; never changed. */
export interface Snapshot {
  readonly dataset: string;
  /** From 1. */
  readonly version: number;
  /** Newest block that it was computed from, and the hash of that block’s header. */
  readonly height: number;
  readonly blockHash: string;
  /** Time of the newest record of that height. */
  readonly asOf: string;
  /** The checkpoint that covers the height: number of leaves, root in base64. */
  readonly checkpoint: { readonly size: number; readonly root: string };
  /** When it was published. */
  readonly issued: string;
  readonly rows: number;
  readonly files: Readonly<Record<Format, KeptContent>>;
}

/**
 * Versions of datasets under one folder: contents in `files/` by their SHA-256, entries in `versions/<dataset>/` by their number. A content is
 * on disk before the entry that names it: a crash in between leaves a content that nobody names, swept at the next start, and never an entry
 * without its files.
 */
export class SnapshotStore {
  readonly #files: KeptContents;
  readonly #versions: NumberedEntries<Snapshot>;

  constructor(dir: string) {
    this.#files = new KeptContents(join(dir, 'files'));
    this.#versions = new NumberedEntries(join(dir, 'versions'));
    const named = this.#versions.every().flatMap(({ files }) => formats.map((format) => files[format].sha256));
    this.#files.sweep(new Set(named));
  }

  /** Newest first. */
  versions(dataset: string): readonly Snapshot[] {
    return this.#versions.versions(dataset);
  }

  newest(dataset: string): Snapshot | undefined {
    return this.#versions.newest(dataset);
  }

  /** Publishes the next version. Undefined when another process took its number: nothing was published. */
  add(snapshot: Omit<Snapshot, 'version' | 'files'>, contents: Readonly<Record<Format, string>>): Snapshot | undefined {
    const files = Object.fromEntries(
      formats.map((format) => [format, this.#files.keep(contents[format])]),
    ) as Snapshot['files'];
    return this.#versions.add(snapshot.dataset, { ...snapshot, files });
  }

  /** The bytes of a version's file. @throws when they are not the ones that were published. */
  content({ files }: Snapshot, format: Format): Buffer {
    return this.#files.get(files[format].sha256);
  }
}
