import { Injectable, signal } from '@angular/core';

const key = 'dn-theme';
export type ThemeName = 'light' | 'dark';

/** Light or dark: as the device wants it, also when it changes its mind at dusk, until somebody chooses. */
@Injectable({ providedIn: 'root' })
export class Theme {
  readonly #name = signal<ThemeName>('light');
  readonly name = this.#name.asReadonly();

  start(): void {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const show = (): void => {
      const chosen = localStorage.getItem(key);
      this.#show(chosen === 'dark' || chosen === 'light' ? chosen : dark.matches ? 'dark' : 'light');
    };
    dark.addEventListener('change', show);
    show();
  }

  toggle(): void {
    const next = this.#name() === 'dark' ? 'light' : 'dark';
    localStorage.setItem(key, next);
    this.#show(next);
  }

  #show(name: ThemeName): void {
    document.documentElement.dataset['theme'] = name;
    this.#name.set(name);
  }
}
