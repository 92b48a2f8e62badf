import { computed, inject, Injectable, signal } from '@angular/core';
import { keepKnown, known } from './queue/queue-db.ts';
import { Who } from './who.ts';

/** A unit that lets this person's unit record in its name. */
export interface Principal {
  readonly unit: string;
  readonly name: string;
}

/** For whom is recorded: the person's own unit, or one that delegated it. */
@Injectable({ providedIn: 'root' })
export class Acting {
  readonly #who = inject(Who);
  readonly #for = signal<Principal | null>(null);
  readonly principal = this.#for.asReadonly();
  readonly unit = computed(() => this.#for()?.unit ?? this.#who.member()?.unit ?? '');

  /** As it was when the app was last open: a clerk who reopens it does not record in another name unawares. */
  async start(): Promise<void> {
    this.#for.set((await known<Principal | null>('acting')) ?? null);
  }

  async choose(principal: Principal | null): Promise<void> {
    this.#for.set(principal);
    await keepKnown('acting', principal);
  }
}
