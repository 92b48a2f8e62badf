import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createFile } from '../log/durable-file.ts';
import { formats, sha256Of, type Format } from './files.ts';

export interface StoredFile {
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
}

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
  readonly files: Readonly<Record<Format, StoredFile>>;
}

const entryName = (version: number): string => `${String(version).padStart(6, '0')}.json`;

/**
 * Versions of datasets under one folder: contents in `files/` by their SHA-256, entries in `versions/<dataset>/` by their number. A content is
 * on disk before the entry that names it, and an entry's number can be taken once: a crash in between leaves a content that nobody names,
 * swept at the next start, and never an entry without its files.
 */
export class SnapshotStore {
  readonly #files: string;
  readonly #versions: string;
  readonly #known = new Map<string, Snapshot[]>();

  constructor(dir: string) {
    this.#files = join(dir, 'files');
    this.#versions = join(dir, 'versions');
    for (const folder of [this.#files, this.#versions]) mkdirSync(folder, { recursive: true });
    for (const dataset of readdirSync(this.#versions)) this.#read(dataset);
    this.#sweep();
  }

  /** Newest first. */
  versions(dataset: string): readonly Snapshot[] {
    return this.#known.get(dataset) ?? [];
  }

  newest(dataset: string): Snapshot | undefined {
    return this.versions(dataset)[0];
  }

  /** Publishes the next version. Undefined when another process took its number: nothing was published, and versions are read again. */
  add(snapshot: Omit<Snapshot, 'version' | 'files'>, contents: Readonly<Record<Format, string>>): Snapshot | undefined {
    const { dataset } = snapshot;
    const files = Object.fromEntries(
      formats.map((format) => [format, this.#keep(contents[format])]),
    ) as Snapshot['files'];
    const version = (this.newest(dataset)?.version ?? 0) + 1;
    const entry: Snapshot = { ...snapshot, version, files };
    const folder = join(this.#versions, dataset);
    mkdirSync(folder, { recursive: true });
    const isMine = createFile(join(folder, entryName(version)), `${JSON.stringify(entry)}\n`);
    this.#read(dataset);
    return isMine ? entry : undefined;
  }

  /** The bytes of a version's file. @throws when they are not the ones that were published. */
  content({ files }: Snapshot, format: Format): Buffer {
    const { sha256 } = files[format];
    const bytes = readFileSync(join(this.#files, sha256));
    if (sha256Of(bytes) !== sha256) throw new Error(`open data: ${sha256} is not what was published`);
    return bytes;
  }

  #keep(content: string): StoredFile {
    const sha256 = sha256Of(content);
    createFile(join(this.#files, sha256), content);
    return { sha256, bytes: Buffer.byteLength(content) };
  }

  #read(dataset: string): void {
    const folder = join(this.#versions, dataset);
    const names = readdirSync(folder).filter((name) => /^\d{6}\.json$/.test(name));
    const entries = names.map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Snapshot);
    this.#known.set(
      dataset,
      entries.sort((a, b) => b.version - a.version),
    );
  }

  #sweep(): void {
    const named = new Set<string>();
    for (const all of this.#known.values())
      for (const { files } of all) for (const format of formats) named.add(files[format].sha256);
    for (const name of readdirSync(this.#files)) if (!named.has(name)) rmSync(join(this.#files, name));
  }
}
