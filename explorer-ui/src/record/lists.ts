import { inject, Injectable } from '@angular/core';
import { Api } from '../api/api.ts';
import type { ListsAnswer } from '../api/answers.ts';

/** Which lists the gateway has: one for each record type, also of domains that have no page of their own here. */
@Injectable({ providedIn: 'root' })
export class Lists {
  readonly #api = inject(Api);
  #known: Promise<ListsAnswer['items']> | undefined;

  all(): Promise<ListsAnswer['items']> {
    this.#known ??= this.#api.get<ListsAnswer>('/api/lists').then(
      ({ items }) => items,
      (error: unknown) => {
        this.#known = undefined;
        throw error;
      },
    );
    return this.#known;
  }

  /** @throws when the gateway lists no such type */
  async pathOf(type: string): Promise<string> {
    const found = (await this.all()).find((one) => one.type === type);
    if (found === undefined) throw new Error(type);
    return found.path;
  }
}
