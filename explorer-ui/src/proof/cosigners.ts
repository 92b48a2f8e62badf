import { inject, Injectable, resource } from '@angular/core';
import { Words } from '../i18n/words.ts';
import { trustPolicy } from './receipt.ts';

/** Who cosigns the log, as the trust policy beside the page calls them. */
@Injectable({ providedIn: 'root' })
export class Cosigners {
  readonly #lang = inject(Words).lang;
  readonly #policy = resource({ loader: () => trustPolicy() });

  /** The organisation behind a cosigner's key, in the reader's language; undefined where the policy does not name it. */
  readonly organisationOf = (keyName: string): string | undefined => {
    const name = this.#policy.hasValue() ? this.#policy.value()?.names.get(keyName) : undefined;
    return this.#lang() === 'en' ? name?.en : name?.vi;
  };
}
