import { Injectable, signal } from '@angular/core';

/** Whether the device believes that it has a network. */
@Injectable({ providedIn: 'root' })
export class Online {
  readonly #now = signal(navigator.onLine);
  readonly now = this.#now.asReadonly();
  constructor() {
    for (const name of ['online', 'offline']) addEventListener(name, () => this.#now.set(navigator.onLine));
  }
}
