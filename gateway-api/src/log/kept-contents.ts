import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createFile, replaceFile } from '../durable-file.ts';

/** 64 hexadecimal digits. */
export const sha256Of = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

export interface KeptContent {
  /** 64 hexadecimal digits. */
  readonly sha256: string;
  readonly bytes: number;
}

/** How contents lie on disk where they are personal; `name` is bound to them. */
export interface ContentSealing {
  seal(content: Uint8Array, name: string): Buffer;
  /** Undefined once their key is destroyed; what was kept before contents were sealed comes back as it is. */
  open(stored: Buffer, name: string): Buffer | undefined;
}

/** Contents of files under their SHA-256: on disk before `keep` returns, and never another than its name says. */
export class KeptContents {
  readonly #folder: string;

  readonly #sealing: ContentSealing | undefined;

  constructor(folder: string, sealing?: ContentSealing) {
    this.#folder = folder;
    this.#sealing = sealing;
    mkdirSync(folder, { recursive: true, mode: sealing === undefined ? 0o777 : 0o700 });
  }

  keep(content: string | Uint8Array): KeptContent {
    const sha256 = sha256Of(content);
    createFile(join(this.#folder, sha256), this.#sealing?.seal(Buffer.from(content), sha256) ?? content);
    return { sha256, bytes: Buffer.byteLength(content) };
  }

  /** @throws when the bytes are not the ones that were kept, or are not there. */
  get(sha256: string): Buffer {
    const bytes = this.find(sha256);
    if (bytes === undefined) throw new Error(`${sha256} is not here`);
    return bytes;
  }

  /** Undefined where nothing of this name was kept, or it was erased. @throws when the bytes are not the ones that were kept. */
  find(sha256: string): Buffer | undefined {
    const file = join(this.#folder, sha256);
    if (!existsSync(file)) return undefined;
    const stored = readFileSync(file);
    const bytes = this.#sealing === undefined ? stored : this.#sealing.open(stored, sha256);
    if (bytes !== undefined && sha256Of(bytes) !== sha256) throw new Error(`${sha256} is not what was kept`);
    return bytes;
  }

  /** Seals what was kept before contents were. A crash leaves each file as one or the other, whole. */
  sealAll(isSealed: (stored: Buffer) => boolean): void {
    for (const name of readdirSync(this.#folder).filter((one) => /^[0-9a-f]{64}$/.test(one))) {
      const [file, sealing] = [join(this.#folder, name), this.#sealing];
      const stored = readFileSync(file);
      if (sealing !== undefined && !isSealed(stored)) replaceFile(file, [sealing.seal(stored, name)], 0o600);
    }
  }

  /** Drops what nobody names: a crash left it between a content and its entry. */
  sweep(named: ReadonlySet<string>): void {
    for (const name of readdirSync(this.#folder)) if (!named.has(name)) rmSync(join(this.#folder, name));
  }
}
