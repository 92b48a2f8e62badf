import { setTimeout as sleep } from 'node:timers/promises';
import { encodeAddCheckpoint } from '@daunguon/proof';

/** A checkpoint that wants to be cosigned; `consistency(old)` proves that it extends the log's first `old` leaves. */
export interface Proposal {
  readonly size: number;
  /** Note with the log's signature. */
  readonly note: string;
  consistency(oldSize: number): readonly Uint8Array[];
}

/** A cosigner refused for good: it sees another log, or it waits for leaves to be covered. */
export class CosignRefused extends Error {
  readonly status: number;
  constructor(name: string, status: number, text: string) {
    super(`${name} answers ${status}: ${text.trim().slice(0, 500)}`);
    this.name = 'CosignRefused';
    this.status = status;
  }
}

/** Pause before a cosigner that is behind is asked again. */
const behindMs = 250;
const attempts = 40;

/** Asks one witness (C2SP tlog-witness) for its cosignature and remembers which size it signed last. */
export class CosignClient {
  readonly name: string;
  readonly #url: string;
  #known = 0;

  /** `url`: submission prefix, without the slash at its end. */
  constructor(name: string, url: string) {
    this.name = name;
    this.#url = url;
  }

  /** Its signature lines. @throws CosignRefused, or whatever the connection throws; ends when `signal` does. */
  async cosign(proposal: Proposal, signal: AbortSignal): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      const { status, text } = await this.#post(proposal, signal);
      if (status === 200) {
        this.#known = proposal.size;
        return text;
      }
      const behind = status === 503;
      const size = Number(text.trim());
      const moved = status === 409 && Number.isSafeInteger(size) && size !== this.#known && size <= proposal.size;
      if (attempt === attempts || (!behind && !moved)) throw new CosignRefused(this.name, status, text);
      if (moved) this.#known = size;
      else await sleep(behindMs, undefined, { signal });
    }
  }

  async #post({ size, note, consistency }: Proposal, signal: AbortSignal): Promise<{ status: number; text: string }> {
    const oldSize = Math.min(this.#known, size);
    const proof = oldSize === 0 || oldSize === size ? [] : consistency(oldSize);
    const response = await fetch(`${this.#url}/add-checkpoint`, {
      method: 'POST',
      body: encodeAddCheckpoint({ oldSize: BigInt(oldSize), proof, checkpoint: note }),
      redirect: 'error',
      signal,
    });
    return { status: response.status, text: await response.text() };
  }
}
