import { computed, inject, Injectable, signal } from '@angular/core';
import type { DelegationBody } from '@daunguon/records';
import { Api } from '../api/api.ts';
import type { Principal } from './acting.ts';
import { keepKnown, known } from './queue/queue-db.ts';
import { Who } from './who.ts';

export interface HeldDelegation extends Principal {
  /** ISO 8601. */
  readonly until: string;
}

/** Units that let the person's own unit record in their name: the copy on this device at once, the gateway's answer when it comes. */
@Injectable({ providedIn: 'root' })
export class Delegations {
  readonly #api = inject(Api);
  readonly #who = inject(Who);
  readonly #held = signal<readonly HeldDelegation[]>([]);
  /** Each unit once, with the delegation that lasts longest. */
  readonly principals = computed(() => {
    const valid = this.#held().filter(({ until }) => Date.parse(until) > Date.now());
    const byEnd = valid.toSorted((a, b) => a.until.localeCompare(b.until));
    return [...new Map(byEnd.map((one) => [one.unit, one])).values()];
  });

  /** Never throws: without a network the copy stays. */
  async load(): Promise<void> {
    const unit = this.#who.member()?.unit ?? '';
    if (unit === '') return;
    const name = `delegations ${unit}`;
    this.#held.set((await known<readonly HeldDelegation[]>(name)) ?? []);
    try {
      const query = { unit, status: 'active', limit: '1000' };
      const { items } = await this.#api.get('/api/registry/delegations', { query }, AbortSignal.timeout(15_000));
      const held = await Promise.all(items.map(({ body }) => this.#named(body)));
      await keepKnown(name, held);
      this.#held.set(held);
    } catch {
      // The copy stays.
    }
  }

  async #named({ principal, until }: DelegationBody): Promise<HeldDelegation> {
    const { record } = await this.#api.get('/api/registry/units/{id}', { path: { id: principal } });
    return { unit: principal, name: record.body.name, until };
  }
}
