import { inject, Injectable } from '@angular/core';
import { Api } from '../../api/api.ts';
import { ApiError } from '../../api/api-error.ts';
import { freshId } from '../../command/command-run.ts';

/** Requests of which no answer has come are sent again with the same body and request id, so that the gateway carries them out once. */
@Injectable({ providedIn: 'root' })
export class HealthRequests {
  readonly #api = inject(Api);
  readonly #unanswered = new Map<string, object>();

  /** `more` makes what is random or timely in the body, once for what is `asked`. @throws ApiError */
  async send<Answer>(path: string, asked: object, more: () => object = () => ({})): Promise<Answer> {
    const key = JSON.stringify([path, asked]);
    const body = this.#unanswered.get(key) ?? { requestId: freshId(), ...asked, ...more() };
    this.#unanswered.set(key, body);
    try {
      const answer = await this.#api.post<Answer>(`/api/health/${path}`, body);
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
