import { inject, Injectable, signal } from '@angular/core';
import { Words } from '../i18n/words.ts';
import { ApiError, errorOf } from './api-error.ts';
import { addressOf, type Answer, type AnswerTo, type Asked, type PathOf } from './asked.ts';
import type { Committed, UnknownOutcome } from './operations.ts';
import { readIndexHeader, type IndexStatus } from './index-status.ts';

const sent = (body: unknown): RequestInit => {
  // The browser writes the boundary of a form into its type.
  if (body instanceof FormData) return { body };
  return body instanceof Blob
    ? { body, headers: { 'content-type': body.type } }
    : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
};
/** Ordered, and nobody knows yet what became of it; other work that is only begun is answered 202, too. */
const isUnknown = (status: number, body: unknown): boolean =>
  status === 202 && (body as Partial<UnknownOutcome> | null)?.status === 'unknown';

/** The gateway's HTTP API on the page's own origin. The session's cookie goes along by itself; no script sees it. */
@Injectable({ providedIn: 'root' })
export class Api {
  readonly #words = inject(Words);
  readonly #index = signal<IndexStatus | null>(null);
  readonly #ended = signal(false);
  readonly #assuranceAsked = signal(false);
  /** Of the newest answer. */
  readonly index = this.#index.asReadonly();
  /** True once the gateway said that the session is over. */
  readonly sessionEnded = this.#ended.asReadonly();
  /** True once an act of issuance asked for a sign-in of a higher assurance level. */
  readonly assuranceAsked = this.#assuranceAsked.asReadonly();

  /** The person has signed in again. */
  signedInAgain(): void {
    this.#ended.set(false);
    this.#assuranceAsked.set(false);
  }

  /** @throws ApiError */
  get<Path extends PathOf<'GET'>>(path: Path, asked: Asked<'GET', Path>, signal?: AbortSignal): Promise<Answer<Path>> {
    return this.#ask(addressOf(path, asked), { method: 'GET', ...(signal === undefined ? {} : { signal }) });
  }

  /** The body goes as JSON, a file under its own media type. @throws ApiError; `unknown-outcome` when the same request should be sent again */
  post<Path extends PathOf<'POST'>>(
    path: Path,
    asked: Asked<'POST', Path>,
    signal?: AbortSignal,
  ): Promise<AnswerTo<'POST', Path>> {
    return this.#post(addressOf(path, asked), (asked as { body?: unknown }).body ?? {}, signal);
  }

  /** A command to an address that is filled in already. @throws ApiError as `post` */
  command(address: string, command: object, signal?: AbortSignal): Promise<Committed> {
    return this.#post(address, command, signal);
  }

  /** @throws ApiError */
  delete<Path extends PathOf<'DELETE'>>(path: Path, asked: Asked<'DELETE', Path>): Promise<AnswerTo<'DELETE', Path>> {
    return this.#ask(addressOf(path, asked), { method: 'DELETE' });
  }

  /** `fetch` as the signing client uses it: with what marks a request as this page's own. */
  readonly fetch: typeof fetch = (input, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('DN-Page', '1');
    headers.set('accept-language', this.#words.lang());
    return fetch(input, { ...init, headers, credentials: 'same-origin' });
  };

  #post<Answer>(address: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
    return this.#ask(address, { method: 'POST', ...sent(body), ...(signal === undefined ? {} : { signal }) });
  }

  async #ask<Answer>(path: string, init: RequestInit): Promise<Answer> {
    let response: Response;
    let text: string;
    try {
      response = await this.fetch(path, init);
      text = await response.text();
    } catch (error) {
      if (init.signal?.aborted === true) throw error;
      throw new ApiError('offline', String(error));
    }
    this.#index.set(readIndexHeader(response.headers.get('DN-Index')) ?? this.#index());
    const body: unknown = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
    if (isUnknown(response.status, body)) throw new ApiError('unknown-outcome', text);
    if (response.ok) return body as Answer;
    const error = errorOf(response.status, body);
    this.noted(error);
    throw error;
  }

  /** For whoever asks with `fetch`: the frame of the page says what a refusal means for the session. */
  noted(error: ApiError): void {
    if (error.kind === 'session-ended') this.#ended.set(true);
    if (error.kind === 'assurance') this.#assuranceAsked.set(true);
  }
}
