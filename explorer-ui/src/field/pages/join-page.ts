import { ChangeDetectionStrategy, Component, inject, resource, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Api } from '../../api/api.ts';
import { ApiError } from '../../api/api-error.ts';
import { attempt } from '../../command/attempt.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { keepsFarms } from '../../domains/registry/keeps-farms.ts';
import { SignInButton } from '../../session/sign-in-button.ts';
import { Queue } from '../queue/queue.ts';
import { Who } from '../who.ts';

const kept = 'dn-field-invitation';

/** The token from the link's fragment, which no server sees; kept in this tab while the person signs in. */
function takeToken(): string {
  const found = location.hash.slice(1);
  if (found !== '') {
    sessionStorage.setItem(kept, found);
    history.replaceState(history.state, '', location.pathname);
  }
  return sessionStorage.getItem(kept) ?? '';
}

/** Somebody scanned an invitation: which unit it leads to, then a tap to join it. */
@Component({
  imports: [RouterLink, SignInButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h1>{{ t('book.join') }}</h1>
    @if (joined(); as it) {
      <p class="card good" role="status">
        ✔ {{ t(it.harvests ? 'book.join-done' : 'book.join-in', { unit: it.name }) }}
      </p>
      @if (it.harvests) {
        <a class="button primary" routerLink="/harvest">{{ t('book.harvest') }}</a>
      } @else {
        <a class="button primary" href="/">{{ t('book.join-work') }}</a>
      }
    } @else if (token === '') {
      <p class="card">{{ t('book.join-none') }}</p>
    } @else if (session.answer()?.signedIn === false) {
      <p class="card">{{ t('book.join-sign-in') }}</p>
      <dn-sign-in-button />
    } @else if (invited.hasValue()) {
      <p class="card">
        {{ t('book.join-lead', { unit: invited.value().name }) }}
        {{ t('book.join-role', { role: words.of('role', invited.value().role) }) }}
      </p>
      <button type="button" class="primary" [disabled]="joining.busy()" (click)="accept()">
        {{ t('book.join-accept') }}
      </button>
    } @else if (invited.error()) {
      <p class="card problem" role="alert">{{ t(isCutOff() ? 'state.offline' : 'book.join-broken') }}</p>
      @if (isCutOff()) {
        <button type="button" class="secondary" (click)="invited.reload()">{{ t('state.again') }}</button>
      }
    } @else {
      <p role="status">{{ t('state.loading') }}</p>
    }
    @if (joining.error(); as problem) {
      <p class="card problem" role="alert">{{ problem }}</p>
    }
  `,
})
export class JoinPage {
  readonly #api = inject(Api);
  readonly #queue = inject(Queue);
  readonly #who = inject(Who);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly session = inject(Session);
  readonly token = takeToken();
  readonly joining = attempt();
  /** Where they work now; `harvests`: in this app, others in the workspaces. */
  readonly joined = signal<{ readonly name: string; readonly harvests: boolean } | null>(null);
  readonly invited = resource({
    params: () => (this.session.signedIn() === null || this.token === '' ? undefined : this.token),
    loader: ({ params: token }) => this.#api.post('/api/registry/invitations/look', { body: { token } }),
  });
  readonly isCutOff = (): boolean => {
    const error = this.invited.error();
    return (error instanceof ApiError ? error : (error?.cause as ApiError | undefined))?.kind === 'offline';
  };

  async accept(): Promise<void> {
    const { token } = this;
    const invited = await this.joining.run(() => this.#api.post('/api/registry/invitations/join', { body: { token } }));
    if (invited === undefined) return;
    sessionStorage.removeItem(kept);
    await this.session.load();
    const answer = this.session.answer();
    if (answer !== null) await this.#who.learn(answer);
    this.joined.set({ name: invited.name, harvests: keepsFarms(invited.role) });
    this.#queue.sendNow();
  }
}
