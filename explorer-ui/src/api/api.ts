import { inject, Injectable, signal } from '@angular/core';
import { Words } from '../i18n/words.ts';
import { ApiError, errorOf } from './api-error.ts';
import { readIndexHeader, type IndexStatus } from './index-status.ts';

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
  get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
    return this.#ask<Answer>(path, { method: 'GET', ...(signal === undefined ? {} : { signal }) });
  }

  /** JSON, a file as it is, or a form with a file. @throws ApiError; `unknown-outcome` when the same request should be sent again */
  post<Answer>(path: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
    const until = signal === undefined ? {} : { signal };
    // The browser writes the boundary of a form into its type.
    if (body instanceof FormData) return this.#ask<Answer>(path, { method: 'POST', body, ...until });
    const isFile = body instanceof Blob;
    return this.#ask<Answer>(path, {
      method: 'POST',
      body: isFile ? body : JSON.stringify(body),
      headers: { 'content-type': isFile ? 'text/csv' : 'application/json' },
      ...until,
    });
  }

  /** @throws ApiError */
  delete(path: string): Promise<unknown> {
    return this.#ask(path, { method: 'DELETE' });
  }

  /** `fetch` as the signing client uses it: with what marks a request as this page's own. */
  readonly fetch: typeof fetch = (input, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('DN-Page', '1');
    headers.set('accept-language', this.#words.lang());
    return fetch(input, { ...init, headers, credentials: 'same-origin' });
  };

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
    if (response.status === 202 && path.endsWith('/commit')) return body as Answer;
    if (response.status === 202) throw new ApiError('unknown-outcome', text);
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
