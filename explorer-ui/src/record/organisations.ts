import { computed, inject, Injectable, resource } from '@angular/core';
import type { RegisterOrganisation } from '@daunguon/records';
import { Api } from '../api/api.ts';
import { Words } from '../i18n/words.ts';

/** What the network's organisations are called, as their own records on the ledger say; asked once, when a page first needs it. */
@Injectable({ providedIn: 'root' })
export class Organisations {
  readonly #api = inject(Api);
  readonly #words = inject(Words);
  readonly #records = resource({
    loader: async ({ abortSignal }) => {
      const answer = await this.#api.fetch('/api/registry/organisations?limit=100', { signal: abortSignal });
      return answer.ok
        ? ((await answer.json()) as { readonly items: readonly { readonly body: RegisterOrganisation }[] })
        : { items: [] };
    },
  });
  readonly #bodies = computed(() => {
    const items = this.#records.hasValue() ? this.#records.value().items : [];
    return new Map(items.map(({ body }) => [body.mspId, body]));
  });

  /** The organisation of a ledger identity (Fabric's MSP id), in the reader's language; one that is not known keeps its id. */
  readonly nameOf = (mspId: string): string => {
    const { name = mspId, nameEn } = this.#bodies().get(mspId) ?? {};
    return this.#words.lang() === 'en' ? (nameEn ?? name) : name;
  };
}
