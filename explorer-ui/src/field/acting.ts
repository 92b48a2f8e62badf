import { computed, inject, Injectable, signal } from '@angular/core';
import { keepKnown, known } from './queue/queue-db.ts';
import { Who } from './who.ts';

/** A unit that lets this person's unit record in its name. */
export interface Principal {
  readonly unit: string;
  readonly name: string;
}

interface Chosen extends Principal {
  /** Unit of whoever chose: a delegation is to a unit, and the next person on this device may be of another. */
  readonly by: string;
}

/** For whom is recorded: the person's own unit, or one that delegated it. */
@Injectable({ providedIn: 'root' })
export class Acting {
  readonly #who = inject(Who);
  readonly #for = signal<Chosen | null>(null);
  readonly #instead = signal<{ readonly principal: Principal | null } | null>(null);
  readonly principal = computed<Principal | null>(() => {
    const [instead, chosen] = [this.#instead(), this.#for()];
    if (instead !== null) return instead.principal;
    return chosen?.by === this.#who.member()?.unit ? chosen : null;
  });
  readonly unit = computed(() => this.principal()?.unit ?? this.#who.member()?.unit ?? '');

  /** As it was when the app was last open: a clerk who reopens it does not record in another name unawares. */
  async start(): Promise<void> {
    this.#for.set((await known<Chosen | null>('acting')) ?? null);
  }

  /** While an entry is written anew: it stays that of whom it was recorded for, whoever is chosen now. */
  instead(principal: Principal | null): void {
    this.#instead.set({ principal });
  }
  asChosen(): void {
    this.#instead.set(null);
  }

  async choose(principal: Principal | null): Promise<void> {
    const by = this.#who.member()?.unit ?? '';
    const chosen = principal && { ...principal, by };
    await keepKnown('acting', chosen);
    // Shown once it is kept: who reopens the app records for whom it said.
    this.#for.set(chosen);
  }
}
