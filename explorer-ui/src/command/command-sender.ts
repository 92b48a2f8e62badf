import { inject, Injectable, resource } from '@angular/core';
import { Api } from '../api/api.ts';
import { ApiError, errorOf } from '../api/api-error.ts';
import type { Committed } from '../api/answers.ts';
import { Session } from '../session/session.ts';
import { loadOwnKey } from '../signing/own-keys.ts';

/** A command as the ledger takes it; `requestId` makes sending it again safe. */
export interface Command {
  readonly requestId: string;
}

/** Sends commands: signed on this device where the person has a key here, else through the server, which then holds the key. */
@Injectable({ providedIn: 'root' })
export class CommandSender {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  /** The person's key on this device for the unit they work in. */
  readonly ownKey = resource({
    params: () => this.#session.member() ?? undefined,
    loader: ({ params }) => loadOwnKey(params).catch(() => undefined),
  });

  /** `signal` ends the waiting, and what was sent may be on the ledger then. @throws ApiError */
  async send(transaction: string, path: string, command: Command, signal?: AbortSignal): Promise<Committed> {
    const [session, member] = [this.#session.signedIn(), this.#session.member()];
    const own = member === null ? undefined : await loadOwnKey(member).catch(() => undefined);
    if (own === undefined || session === null) return this.#api.command(path, command, signal);
    const [{ signAndSubmit, SigningError }, { openPersonKey }] = await Promise.all([
      import('../signing/sign-and-submit.ts'),
      import('../signing/person-key.ts'),
    ]);
    try {
      return (await signAndSubmit(
        {
          ...{ gateway: '', channel: session.signing.channel, chaincode: session.signing.chaincode },
          ...{ identity: own.identity, key: openPersonKey(own.pair), fetch: this.#until(signal) },
          ...{ nonce: crypto.getRandomValues(new Uint8Array(24)), now: Date.now() },
        },
        transaction,
        command,
      )) as Committed;
    } catch (error) {
      if (!(error instanceof SigningError)) throw new ApiError('offline', String(error));
      if (error.code === 'unknown-outcome') throw new ApiError('unknown-outcome', error.message);
      if (error.code === 'tampered') throw new ApiError('refused', error.message, 'tampered');
      const problem = errorOf(Number((error.problem as { status?: number } | undefined)?.status ?? 500), error.problem);
      this.#api.noted(problem);
      throw problem;
    }
  }

  #until(signal: AbortSignal | undefined): typeof fetch {
    return signal === undefined ? this.#api.fetch : (input, init = {}) => this.#api.fetch(input, { ...init, signal });
  }
}
