import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api.ts';
import type { AnswerTo, Asked, BodyOf, PathOf, Typed } from '../../api/asked.ts';
import { ApiError } from '../../api/api-error.ts';
import { freshId } from '../../command/command-run.ts';

/** Requests that are carried out once, by their request id. */
export type HealthPath = {
  [Path in Extract<PathOf<'POST'>, `/api/health/${string}`>]: 'requestId' extends keyof BodyOf<Path> ? Path : never;
}[Extract<PathOf<'POST'>, `/api/health/${string}`>];
export type HealthBody<Path extends HealthPath> = Typed<Omit<BodyOf<Path>, 'requestId'>>;

/** Requests of which no answer has come are sent again with the same body and request id, so that the gateway carries them out once. */
@Injectable({ providedIn: 'root' })
export class HealthRequests {
  readonly #api = inject(Api);
  readonly #unanswered = new Map<string, object>();

  /** `more` makes what is random or timely in the body, once for what is `asked`. @throws ApiError */
  async send<Path extends HealthPath>(
    path: Path,
    asked: Partial<HealthBody<Path>>,
    more: () => Partial<HealthBody<Path>> = () => ({}),
  ): Promise<AnswerTo<'POST', Path>> {
    const key = JSON.stringify([path, asked]);
    const body = this.#unanswered.get(key) ?? { requestId: freshId(), ...asked, ...more() };
    this.#unanswered.set(key, body);
    try {
      const answer = await this.#api.post(path, { body } as unknown as Asked<'POST', Path>);
      this.#unanswered.delete(key);
      return answer;
    } catch (error) {
      // 5xx says nothing of whether it was carried out.
      const isRefused = error instanceof ApiError && error.kind === 'refused' && error.status < 500;
      if (isRefused) this.#unanswered.delete(key);
      throw error;
    }
  }
}
