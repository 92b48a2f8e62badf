import { computed, inject, Injectable, signal } from '@angular/core';
import { Api } from '../api/api.ts';
import type { Membership, SessionAnswer } from '../api/answers.ts';
import { forgetDrafts } from '../form/draft.ts';
import { asidePath, onSignedInAside } from './signed-in-aside.ts';

export type SignedIn = Extract<SessionAnswer, { signedIn: true }>;

type Work = Pick<Membership, 'unit' | 'role'>;
/** Of two places of work; nobody's is that of nobody else. */
export const isSameWork = (one: Work | null, other: Work | null): boolean =>
  one?.unit === other?.unit && one?.role === other?.role;

/** Who is signed in and in which unit. Tokens are not here: the gateway keeps them. */
@Injectable({ providedIn: 'root' })
export class Session {
  readonly #api = inject(Api);
  readonly #answer = signal<SessionAnswer | null>(null);
  readonly answer = this.#answer.asReadonly();
  readonly signedIn = computed<SignedIn | null>(() => {
    const answer = this.#answer();
    return answer?.signedIn === true ? answer : null;
  });
  readonly member = computed<Membership | null>(() => this.signedIn()?.member ?? null);
  readonly administers = computed(() => this.signedIn()?.administers ?? false);
  readonly operator = computed(() => this.signedIn()?.operator ?? false);
  readonly role = computed(() => this.member()?.role ?? '');
  /** By what the navigation is chosen. */
  readonly reader = computed(() => ({
    ...{ role: this.role(), mspId: this.member()?.mspId ?? '' },
    ...{ administers: this.administers(), operator: this.operator() },
  }));
  readonly unit = computed(() => this.member()?.unit ?? '');

  /** Asks who is signed in. Nobody answering leaves the page as a visitor's, with its offline words. */
  async load(signal?: AbortSignal): Promise<void> {
    this.#answer.set(await this.#api.get('/session', {}, signal).catch(() => null));
  }

  constructor() {
    onSignedInAside(() => void this.#signedInAside());
  }

  /**
   * Signs in beside this page, in a tab of its own: whatever is typed here, kept as a draft or not, stays. `issuance`: with the assurance level that
   * acts of issuance ask for.
   */
  signInAside(purpose?: 'issuance'): void {
    const wanted = purpose === undefined ? '' : `&for=${purpose}`;
    window.open(`/session/sign-in?to=${encodeURIComponent(asidePath)}${wanted}`, '_blank');
  }

  async #signedInAside(): Promise<void> {
    const before = this.signedIn();
    await this.load();
    const now = this.signedIn();
    if (now === null) return;
    // Somebody else, or at other work: what stands here is not theirs.
    if (before !== null && (before.name !== now.name || !isSameWork(before.member, now.member))) {
      forgetDrafts();
      location.assign('/');
    }
    this.#api.signedInAgain();
  }

  /** Leaves for the issuer's page and comes back to where the person is now. */
  signIn(to = `${location.pathname}${location.search}`): void {
    location.assign(`/session/sign-in?to=${encodeURIComponent(to)}`);
  }

  async signOut(everywhere: boolean): Promise<void> {
    await this.#api.post('/session/sign-out', { body: { everywhere } });
    forgetDrafts();
    location.assign('/');
  }

  async chooseUnit({ unit, role }: Membership): Promise<void> {
    await this.#api.post('/session/unit', { body: { unit, role } });
    forgetDrafts();
    location.assign('/');
  }
}
