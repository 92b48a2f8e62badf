import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../api/api.ts';
import type { Own } from '../domains/origin/harvest-choice.ts';
import { Acting } from './acting.ts';
import { keepKnown, known } from './queue/queue-db.ts';

interface KeptOwn extends Own {
  /** Milliseconds. */
  readonly asOf: number;
}

/** Products, growing areas and farms of whoever is recorded for: the copy on this device at once, the gateway's answer when it comes. */
@Injectable({ providedIn: 'root' })
export class OwnData {
  readonly #api = inject(Api);
  readonly #acting = inject(Acting);
  readonly #own = signal<KeptOwn | null>(null);
  readonly #tried = signal(false);
  #unit = '';

  readonly own = this.#own.asReadonly();
  /** Nothing is known, and the gateway was asked. */
  readonly isUnknown = computed(() => this.#tried() && this.#own() === null);
  readonly areas = computed(() => this.#own()?.areas ?? []);
  readonly batches = computed(() => this.#own()?.batches ?? []);

  /** Reads the copy, then asks. Never throws: without a network the copy stays. */
  async load(): Promise<void> {
    const unit = this.#acting.unit();
    if (unit === '') return;
    if (unit !== this.#unit) {
      this.#unit = unit;
      this.#tried.set(false);
      this.#own.set((await known<KeptOwn>(`own ${unit}`)) ?? null);
    }
    try {
      const until = AbortSignal.timeout(15_000);
      const all = { query: { owner: unit, limit: '1000' } };
      const [batches, areas, farms] = await Promise.all([
        this.#api.get('/api/origin/batches', { query: { owner: unit, limit: '50' } }, until),
        this.#api.get('/api/origin/growing-areas', all, until),
        this.#api.get('/api/origin/farms', all, until),
      ]);
      const own: KeptOwn = { batches: batches.items, areas: areas.items, farms: farms.items, asOf: Date.now() };
      await keepKnown(`own ${unit}`, own);
      if (unit === this.#unit) this.#own.set(own);
    } catch {
      // The copy says from when it is.
    } finally {
      if (unit === this.#unit) this.#tried.set(true);
    }
  }
}
