import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { attempt } from '../../command/attempt.ts';
import { Words } from '../../i18n/words.ts';
import { Session } from '../../session/session.ts';
import { SignInButton } from '../../session/sign-in-button.ts';
import { Queue } from '../queue/queue.ts';
import { Who } from '../who.ts';

/** What is done most, and what waits. */
@Component({
  imports: [RouterLink, SignInButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (who.member(); as member) {
      <h1>{{ t('book.hello', { name: who.name() }) }}</h1>
      <p class="lead">{{ member.name }}</p>
      <ul class="tiles">
        @if (inspects()) {
          <li>
            <a class="tile" routerLink="/inspection">{{ t('book.inspection') }}</a>
          </li>
        } @else {
          <li>
            <a class="tile" routerLink="/harvest">{{ t('book.harvest') }}</a>
          </li>
          <li>
            <a class="tile" routerLink="/diary">{{ t('book.diary') }}</a>
          </li>
        }
        @if (who.may().includes('origin:receive')) {
          <li>
            <a class="tile" routerLink="/receive">{{ t('book.receive') }}</a>
          </li>
        }
        <li>
          <a class="tile" routerLink="/batches">{{ t('book.batches') }}</a>
        </li>
        <li>
          <a class="tile" routerLink="/people">{{ t('book.more') }}</a>
        </li>
      </ul>
      <p role="status">{{ standing() }}</p>
      @if (queue.refused().length > 0) {
        <p class="card problem">
          <a routerLink="/queue">{{ t('book.refused-count', { count: queue.refused().length }) }}</a>
        </p>
      }
      <p class="actions">
        @if (who.signedOut()) {
          <button type="button" class="primary" (click)="who.signIn()">{{ t('session.again') }}</button>
        } @else {
          <button type="button" class="plain" [disabled]="leaving.busy()" (click)="signOut()">
            {{ t('session.sign-out') }}
          </button>
        }
        <a href="/">{{ t('book.workspaces') }}</a>
        <a href="/signing">{{ t('nav.signing') }}</a>
      </p>
      @if (leaving.error(); as problem) {
        <p class="wrong" role="alert">{{ problem }}</p>
      }
    } @else {
      <h1>{{ t('book.visitor') }}</h1>
      <p class="lead">{{ session.signedIn() ? t('book.no-unit') : t('book.first') }}</p>
      @if (!session.signedIn()) {
        <dn-sign-in-button />
      }
    }
  `,
})
export class HomePage {
  readonly t = inject(Words).t;
  readonly who = inject(Who);
  readonly queue = inject(Queue);
  readonly session = inject(Session);
  readonly leaving = attempt();
  readonly inspects = computed(() => this.who.may().includes('origin:inspect'));
  readonly standing = computed(() => {
    const [entries, photos] = [this.queue.waiting().length, this.queue.waitingPhotos().length];
    if (entries > 0) return this.t('book.waiting', { count: entries });
    if (photos > 0) return this.t('book.waiting-photos', { count: photos });
    return this.queue.refused().length === 0 && this.queue.isRead() && this.queue.end() === 'done'
      ? this.t('book.all-sent')
      : '';
  });

  signOut(): void {
    void this.leaving.run(() => this.who.signOut());
  }
}
