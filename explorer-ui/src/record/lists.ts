import { inject, Injectable } from '@angular/core';
import { Api } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import type { RecordListPath } from '../api/answers.ts';
import type { ItemOf } from '../api/asked.ts';
import { Words } from '../i18n/words.ts';

/** Which lists the gateway has: one for each record type, also of domains that have no page of their own here. */
@Injectable({ providedIn: 'root' })
export class Lists {
  readonly #api = inject(Api);
  readonly #t = inject(Words).t;
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

  /** @throws ApiError when the gateway lists no such type */
  async pathOf(type: string): Promise<RecordListPath> {
    const found = (await this.all()).find((one) => one.type === type);
    if (found === undefined) throw new ApiError('not-found', this.#t('record.no-type', { type }));
    // One of those that the description has: the gateway makes both from one table.
    return found.path as RecordListPath;
  }
}
