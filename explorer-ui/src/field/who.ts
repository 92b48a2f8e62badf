import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../api/api.ts';
import type { Membership, SessionAnswer } from '../api/answers.ts';
import { Session } from '../session/session.ts';
import { forgetKnown, keepKnown, known } from './queue/queue-db.ts';

interface Remembered {
  readonly name: string;
  readonly member: Membership | null;
  readonly may: readonly string[];
}

/** Whose device this is: as the gateway said last, so that recording goes on where there is no network. */
@Injectable({ providedIn: 'root' })
export class Who {
  readonly #api = inject(Api);
  readonly #session = inject(Session);
  readonly #remembered = signal<Remembered | null>(null);
  readonly name = computed(() => this.#remembered()?.name ?? '');
  readonly member = computed(() => this.#remembered()?.member ?? null);
  readonly may = computed(() => this.#remembered()?.may ?? []);
  /** The gateway was asked and knows nobody: signing in comes before sending. */
  readonly signedOut = computed(() => this.#session.answer()?.signedIn === false);

  async start(): Promise<void> {
    this.#remembered.set((await known<Remembered>('who')) ?? null);
  }

  async learn(answer: SessionAnswer): Promise<void> {
    if (!answer.signedIn) return;
    const { name, member, may } = answer;
    this.#remembered.set({ name, member, may });
    await keepKnown('who', { name, member, may });
  }

  signIn(): void {
    this.#session.signIn('/field/');
  }

  /** What waits to be sent stays on the device for its own person. @throws ApiError */
  async signOut(): Promise<void> {
    await this.#api.post('/session/sign-out', { body: { everywhere: false } });
    await forgetKnown();
    location.assign('/field/');
  }
}
