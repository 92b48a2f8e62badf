import type { ElementRef } from '@angular/core';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import { NavigationEnd, Router, RouterLink, RouterOutlet } from '@angular/router';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Api } from '../api/api.ts';
import { navFor, type NavItem } from '../domains.ts';
import { Words } from '../i18n/words.ts';
import { Session } from '../session/session.ts';
import { keepTablesLabelled } from './labelled-tables.ts';
import { Online } from './online.ts';
import { SessionMenu } from './session-menu.ts';
import { Theme } from './theme.ts';

const always: readonly NavItem[] = [
  { path: '/overview', word: 'nav.overview' },
  { path: '/records', word: 'nav.records' },
  { path: '/signing', word: 'nav.signing' },
];
const pageOf = (address: string): string => address.split(/[?#]/)[0] ?? '';
/** Behind by more than this, figures are called old. */
const staleSeconds = 10;

/** Frame of every page: brand, navigation by role, session, languages, and as of when the page was read. */
@Component({
  selector: 'dn-app',
  imports: [RouterLink, RouterOutlet, SessionMenu],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './app.html',
})
export class App {
  readonly session = inject(Session);
  readonly words = inject(Words);
  readonly t = this.words.t;
  readonly theme = inject(Theme);
  readonly online = inject(Online).now;
  readonly api = inject(Api);
  readonly index = this.api.index;
  readonly stale = computed(() => (this.index()?.lag ?? 0) > staleSeconds);
  readonly nav = computed(() => (this.session.member() === null ? [] : [...navFor(this.session.reader()), ...always]));
  readonly menuOpen = signal(false);
  readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  readonly #path = signal('/');
  /** The entry whose page, or a page below it, is open: the longest one, for `/carbon` has pages of other entries below it. */
  readonly here = computed(() => {
    const path = pageOf(this.#path());
    const open = this.nav().filter((item) => path === item.path || path.startsWith(`${item.path}/`));
    return open.sort((a, b) => b.path.length - a.path.length)[0];
  });
  #opened = false;

  constructor() {
    inject(Router)
      .events.pipe(takeUntilDestroyed())
      .subscribe((event) => {
        if (event instanceof NavigationEnd) this.#arrived(event.urlAfterRedirects);
      });
    effect(() => (document.title = `${this.t(this.here()?.word ?? 'home.title')} – ${this.t('app.name')}`));
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const tables = keepTablesLabelled(this.main().nativeElement);
      destroyed.onDestroy(() => tables.disconnect());
    });
  }

  /** A new page: its beginning is where reading, by eye or by screen reader, goes on. A filter of the same page leaves the keyboard where it is. */
  #arrived(url: string): void {
    const isNew = pageOf(url) !== pageOf(this.#path());
    this.#path.set(url);
    this.menuOpen.set(false);
    if (this.#opened && isNew) this.main().nativeElement.focus();
    this.#opened = true;
  }

  skip(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }

  switchLanguage(): void {
    void this.words.use(this.words.lang() === 'vi' ? 'en' : 'vi');
  }
}
