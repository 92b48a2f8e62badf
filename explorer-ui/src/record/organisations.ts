import { computed, inject, Injectable, resource } from '@angular/core';
import { Api } from '../api/api.ts';
import { Words } from '../i18n/words.ts';
import { Session } from '../session/session.ts';

/** What the network's organisations are called, as their own records on the ledger say; asked once, when a page first needs it. */
@Injectable({ providedIn: 'root' })
export class Organisations {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly #words = inject(Words);
  readonly #records = resource({
    // Visitors see the ids: the list is for whoever is signed in.
    params: () => this.#session.signedIn() ?? undefined,
    loader: ({ abortSignal }) => this.#api.get('/api/registry/organisations', { query: { limit: '100' } }, abortSignal),
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
