import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { navFor } from '../domains.ts';
import { Words } from '../i18n/words.ts';
import { DueReports } from '../periodic-reports/due-reports.ts';
import { Session } from '../session/session.ts';
import { SignInButton } from '../session/sign-in-button.ts';

/** The first page: sign-in for visitors, the usual jobs of the person's role for everybody else. */
@Component({
  imports: [DueReports, RouterLink, SignInButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (session.signedIn(); as me) {
      <h1>{{ t('home.hello', { name: me.name }) }}</h1>
      @if (session.member() === null) {
        <p class="card" role="alert">{{ t('session.no-member') }}</p>
      } @else {
        @if (session.unit() !== '') {
          <p class="lead">
            @if (me.may.length > 0) {
              {{ t('session.may') }}: {{ mayWords() }}.
            } @else {
              {{ t('session.may-none') }}
            }
          </p>
        }
        @if (session.role() === 'registrar') {
          <dn-due-reports />
        }
        <h2>{{ t('home.jobs') }}</h2>
        <ul class="tiles">
          @for (item of jobs(); track item.path) {
            <li>
              <a class="tile" [routerLink]="item.path">{{ t(item.word) }}</a>
            </li>
          }
        </ul>
      }
    } @else {
      <h1>{{ t('home.title') }}</h1>
      <p class="lead">{{ t('home.lead') }}</p>
      @if (problem() === 'sign-in') {
        <p class="card problem" role="alert">{{ t('session.failed') }}</p>
      }
      <div class="card sign-in-card">
        <dn-sign-in-button />
        @if (session.answer() !== null && session.answer()?.provider?.name === null) {
          <p class="hint">{{ t('session.sign-in-test-hint') }}</p>
        }
      </div>
      <p>
        <a routerLink="/learn">{{ t('learn.home') }}</a>
      </p>
    }
  `,
})
export class HomePage {
  readonly session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  /** From the address: what went wrong before. */
  readonly problem = input<string>();
  readonly jobs = computed(() => navFor(this.session.reader()));
  readonly mayWords = computed(() =>
    (this.session.signedIn()?.may ?? []).map((name) => this.words.of('may', name)).join(', '),
  );
}
