import { Injectable, signal } from '@angular/core';

const key = 'dn-theme';
export type ThemeName = 'light' | 'dark';

/** Light or dark: as the device wants it until somebody chooses. */
@Injectable({ providedIn: 'root' })
export class Theme {
  readonly #name = signal<ThemeName>('light');
  readonly name = this.#name.asReadonly();

  start(): void {
    const chosen = localStorage.getItem(key);
    const wanted = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    this.#show(chosen === 'dark' || chosen === 'light' ? chosen : wanted);
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
