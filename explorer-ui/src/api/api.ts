import { inject, Injectable, signal } from '@angular/core';
import { Words } from '../i18n/words.ts';
import { ApiError, errorOf } from './api-error.ts';
import {
  addressOf,
  type Answer,
  type AnswerTo,
  type Asked,
  type FilePath,
  type PathOf,
  type UploadPath,
} from './asked.ts';
import type { Committed, UnknownOutcome } from './operations.ts';
import { sendWithProgress } from './send-with-progress.ts';
import { readIndexHeader, type IndexStatus } from './index-status.ts';

const sent = (body: unknown): RequestInit => {
  // The browser writes the boundary of a form into its type.
  if (body instanceof FormData) return { body };
  return body instanceof Blob
    ? { body, headers: { 'content-type': body.type } }
    : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
};
/** What an answer says: read where its media type is JSON's, else its text. */
const contentOf = ({ headers }: Response, text: string): unknown =>
  /json/.test(headers.get('content-type') ?? '') ? JSON.parse(text) : text;
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

  /** A file with its bytes as they are. @throws ApiError */
  getFile<Path extends FilePath<'GET'>>(path: Path, asked: Asked<'GET', Path>): Promise<Blob> {
    return this.#file(addressOf(path, asked), { method: 'GET' });
  }

  /** A file that is made of what is sent. @throws ApiError */
  postFile<Path extends FilePath<'POST'>>(path: Path, asked: Asked<'POST', Path>): Promise<Blob> {
    return this.#file(addressOf(path, asked as object), {
      method: 'POST',
      ...sent((asked as { body?: unknown }).body ?? {}),
    });
  }

  /** A large file; `told` hears how many percent of it have gone. @throws ApiError */
  async upload<Path extends UploadPath>(
    path: Path,
    asked: Asked<'POST', Path> & { readonly body: Blob },
    told: (percent: number) => void,
  ): Promise<AnswerTo<'POST', Path>> {
    const headers = { ...this.#marks(), 'content-type': 'application/octet-stream' };
    try {
      return (await sendWithProgress(addressOf(path, asked as object), asked.body, headers, told)) as AnswerTo<
        'POST',
        Path
      >;
    } catch (error) {
      if (error instanceof ApiError) this.noted(error);
      throw error;
    }
  }

  /** `fetch` as the signing client uses it: with what marks a request as this page's own. */
  readonly fetch: typeof fetch = (input, init = {}) => {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(this.#marks())) headers.set(name, value);
    return fetch(input, { ...init, headers, credentials: 'same-origin' });
  };

  /** What marks a request as this page's own, and the language of its answer. */
  #marks(): Readonly<Record<string, string>> {
    return { 'DN-Page': '1', 'accept-language': this.#words.lang() };
  }

  #post<Answer>(address: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
    return this.#ask(address, { method: 'POST', ...sent(body), ...(signal === undefined ? {} : { signal }) });
  }

  async #ask<Answer>(path: string, init: RequestInit): Promise<Answer> {
    const { response, read } = await this.#answered(path, init, (answer) => answer.text());
    const content = contentOf(response, read);
    if (isUnknown(response.status, content)) throw new ApiError('unknown-outcome', read);
    return content as Answer;
  }

  async #file(path: string, init: RequestInit): Promise<Blob> {
    return (await this.#answered(path, init, (answer) => answer.blob())).read;
  }

  /** An answer that can be used, come to its end. @throws ApiError */
  async #answered<Read>(
    path: string,
    init: RequestInit,
    readAll: (response: Response) => Promise<Read>,
  ): Promise<{ readonly response: Response; readonly read: Read }> {
    let response: Response;
    let refusal: string;
    try {
      response = await this.fetch(path, init);
      this.#index.set(readIndexHeader(response.headers.get('DN-Index')) ?? this.#index());
      if (response.ok) return { response, read: await readAll(response) };
      refusal = await response.text();
    } catch (error) {
      if (init.signal?.aborted === true) throw error;
      throw new ApiError('offline', String(error));
    }
    const error = errorOf(response.status, contentOf(response, refusal));
    this.noted(error);
    throw error;
  }

  /** For whoever asks with `fetch`: the frame of the page says what a refusal means for the session. */
  noted(error: ApiError): void {
    if (error.kind === 'session-ended') this.#ended.set(true);
    if (error.kind === 'assurance') this.#assuranceAsked.set(true);
  }
}
