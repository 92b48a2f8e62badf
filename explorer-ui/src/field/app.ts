import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  viewChild,
  type ElementRef,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Words } from '../i18n/words.ts';
import { Online } from '../shell/online.ts';
import { Theme } from '../shell/theme.ts';
import { Acting } from './acting.ts';
import { OwnData } from './own-data.ts';
import { Queue } from './queue/queue.ts';
import { Who } from './who.ts';

/** Frame of every page of the field app: what waits, whether anybody answers, and the four ways. */
@Component({
  selector: 'dn-field',
  imports: [RouterLink, RouterLinkActive, RouterOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <a class="skip" href="#main" (click)="skip($event)">{{ t('app.skip') }}</a>
    <header>
      <p class="trial">{{ t('app.trial') }}</p>
      <div class="top">
        <a class="brand" routerLink="/"><img src="icon.svg" alt="" width="28" height="28" /> {{ t('book.name') }}</a>
        <button type="button" (click)="theme.toggle()">
          {{ t(theme.name() === 'dark' ? 'app.theme.light' : 'app.theme.dark') }}
        </button>
        <button type="button" [attr.lang]="words.lang() === 'vi' ? 'en' : 'vi'" (click)="switchLanguage()">
          {{ t('app.language') }}
        </button>
      </div>
      <div class="standing" role="status">
        @if (waiting() > 0 && who.signedOut()) {
          <p>{{ t('book.sign-in-to-send', { count: waiting() }) }}</p>
          <button type="button" class="primary" (click)="who.signIn()">{{ t('session.again') }}</button>
        } @else if (cutOff()) {
          <p>⚠ {{ t('book.offline') }}</p>
        }
        @if (acting.principal(); as principal) {
          <p>{{ t('book.for-other', { name: principal.name }) }}</p>
        }
      </div>
    </header>
    <main #main id="main" tabindex="-1"><router-outlet /></main>
    <nav class="ways" [attr.aria-label]="t('nav.label')">
      @for (way of ways(); track way.path) {
        <a
          [routerLink]="way.path"
          routerLinkActive="here"
          ariaCurrentWhenActive="page"
          [routerLinkActiveOptions]="{ exact: way.path === '/' }"
        >
          <span aria-hidden="true">{{ way.sign }}</span>
          {{ t(way.word) }}
          @if (way.path === '/queue' && waiting() > 0) {
            <strong class="count">{{ waiting() }}</strong>
          }
        </a>
      }
    </nav>
  `,
})
export class FieldApp {
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly theme = inject(Theme);
  readonly who = inject(Who);
  readonly acting = inject(Acting);
  readonly queue = inject(Queue);
  readonly #own = inject(OwnData);
  readonly #online = inject(Online).now;
  readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  readonly waiting = computed(() => this.queue.waiting().length + this.queue.waitingPhotos().length);
  readonly cutOff = computed(() => !this.#online() || this.queue.end() === 'no-answer');
  readonly ways = computed(
    () =>
      [
        { path: '/', word: 'book.home', sign: '⌂' },
        { path: '/harvest', word: 'book.harvest', sign: '+' },
        { path: '/diary', word: 'book.diary', sign: '✎' },
        { path: '/queue', word: 'book.queue', sign: '⇡' },
      ] as const,
  );
  #opened = false;

  constructor() {
    void this.queue.start();
    // What is recorded belongs to the person, not to the browser's idea of what it can do without.
    void navigator.storage?.persist?.();
    effect(() => {
      // Who and for whom decide whose products are shown.
      if (this.acting.unit() !== '' && this.queue.isRead()) void this.#own.load();
    });
    inject(Router)
      .events.pipe(takeUntilDestroyed())
      .subscribe((event) => {
        if (!(event instanceof NavigationEnd)) return;
        const main = this.main().nativeElement;
        main.scrollTop = 0;
        if (this.#opened) main.focus();
        this.#opened = true;
      });
    effect(() => (document.title = `${this.t('book.name')} – ${this.t('app.name')}`));
  }

  skip(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }

  switchLanguage(): void {
    void this.words.use(this.words.lang() === 'vi' ? 'en' : 'vi');
  }
}
