import { setTimeout as sleep } from 'node:timers/promises';
import { entriesPath, tilePath, tileWidth } from '@daunguon/proof';

/** The source did not give what a published checkpoint promises: not reachable, or withheld. No lie, but nothing to go on with. */
export class SourceError extends Error {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  constructor(path: string, status: number, why: string) {
    super(`${path}: ${why}`);
    this.name = 'SourceError';
    this.status = status;
  }
}

export interface LogSourceOptions {
  /** Address of a gateway or mirror, without the slash at its end. */
  readonly url: string;
  /** Pauses before the second and later tries, milliseconds. */
  readonly pausesMs?: readonly number[];
  readonly timeoutMs?: number;
}

const hashLength = 32;
const mostCheckpoint = 64 * 1024;
const mostEntries = tileWidth * (2 + 0xffff);
const mostBody = 4 * 1024 * 1024;

/** Reads what a gateway serves below /log/ (tlog-tiles), with retries, and never more bytes than there can be. */
export class LogSource {
  readonly url: string;
  readonly #pausesMs: readonly number[];
  readonly #timeoutMs: number;

  constructor({ url, pausesMs = [200, 1000], timeoutMs = 10_000 }: LogSourceOptions) {
    this.url = url;
    this.#pausesMs = pausesMs;
    this.#timeoutMs = timeoutMs;
  }

  async checkpoint(signal: AbortSignal): Promise<string> {
    return Buffer.from(await this.#get('checkpoint', mostCheckpoint, signal)).toString();
  }

  /** At least `width` hashes: a full tile may stand for a partial one that is gone. */
  tile(level: number, index: bigint, width: number, signal: AbortSignal): Promise<Uint8Array> {
    return this.#wholeOr((size) => tilePath(level, index, size), width, hashLength * tileWidth, signal);
  }

  /** A bundle of at least `width` entries. */
  entries(index: bigint, width: number, signal: AbortSignal): Promise<Uint8Array> {
    return this.#wholeOr((size) => entriesPath(index, size), width, mostEntries, signal);
  }

  /** Text of a public body; undefined where the source has none. */
  async body(commitment: string, signal: AbortSignal): Promise<string | undefined> {
    try {
      return Buffer.from(await this.#get(`body/${commitment}`, mostBody, signal)).toString();
    } catch (error) {
      if (error instanceof SourceError && error.status === 404) return undefined;
      throw error;
    }
  }

  async #wholeOr(path: (width: number) => string, width: number, most: number, signal: AbortSignal) {
    try {
      return await this.#get(path(width), most, signal);
    } catch (error) {
      if (width === tileWidth || !(error instanceof SourceError) || error.status !== 404) throw error;
      return this.#get(path(tileWidth), most, signal);
    }
  }

  async #get(path: string, most: number, signal: AbortSignal): Promise<Uint8Array> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#getOnce(path, most, signal);
      } catch (error) {
        const pause = this.#pausesMs[attempt];
        const again = error instanceof SourceError && (error.status === 0 || error.status >= 500);
        if (!again || pause === undefined || signal.aborted) throw error;
        await sleep(pause, undefined, { signal });
      }
    }
  }

  async #getOnce(path: string, most: number, signal: AbortSignal): Promise<Uint8Array> {
    const within = AbortSignal.any([signal, AbortSignal.timeout(this.#timeoutMs)]);
    try {
      const response = await fetch(`${this.url}/log/${path}`, { redirect: 'error', signal: within });
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new SourceError(path, response.status, `answers ${response.status}`);
      }
      return await readAtMost(response, most, path);
    } catch (error) {
      if (error instanceof SourceError) throw error;
      const { message, cause } = error as Error;
      throw new SourceError(path, 0, cause instanceof Error ? cause.message : message);
    }
  }
}

async function readAtMost({ body }: Response, most: number, path: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > most) throw new SourceError(path, 413, `sends more than ${most} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
