import { inject, Injectable } from '@angular/core';
import { Api } from '../api/api.ts';
import type { RecordListPath } from '../api/answers.ts';
import type { ItemOf } from '../api/asked.ts';

/** Which lists the gateway has: one for each record type, also of domains that have no page of their own here. */
@Injectable({ providedIn: 'root' })
export class Lists {
  readonly #api = inject(Api);
  #known: Promise<readonly ItemOf<'/api/lists'>[]> | undefined;

  all(): Promise<readonly ItemOf<'/api/lists'>[]> {
    this.#known ??= this.#api.get('/api/lists', {}).then(
      ({ items }) => items,
      (error: unknown) => {
        this.#known = undefined;
        throw error;
      },
    );
    return this.#known;
  }

  /** @throws when the gateway lists no such type */
  async pathOf(type: string): Promise<RecordListPath> {
    const found = (await this.all()).find((one) => one.type === type);
    if (found === undefined) throw new Error(type);
    // One of those that the description has: the gateway makes both from one table.
    return found.path as RecordListPath;
  }
}
