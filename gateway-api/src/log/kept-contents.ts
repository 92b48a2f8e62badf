import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createFile } from './durable-file.ts';

/** 64 hexadecimal digits. */
export const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

export interface KeptContent {
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Contents of files under their SHA-256: on disk before `keep` returns, and never another than its name says. */
export class KeptContents {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  keep(content: string | Uint8Array): KeptContent {
    const sha256 = sha256Of(content);
    createFile(join(this.#folder, sha256), content);
    return { sha256, bytes: Buffer.byteLength(content) };
  }

  /** @throws when the bytes are not the ones that were kept. */
  get(sha256: string): Buffer {
    const bytes = readFileSync(join(this.#folder, sha256));
    if (sha256Of(bytes) !== sha256) throw new Error(`${sha256} is not what was kept`);
    return bytes;
  }

  /** Drops what nobody names: a crash left it between a content and its entry. */
  sweep(named: ReadonlySet<string>): void {
    for (const name of readdirSync(this.#folder)) if (!named.has(name)) rmSync(join(this.#folder, name));
  }
}
