import { inject, Injectable, InjectionToken, signal } from '@angular/core';
import { TranslocoService, type Translation, type TranslocoLoader } from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { labelFromName } from './label-from-name.ts';
import type { WordKey } from './vi.ts';

export type Lang = 'vi' | 'en';
/** Beginnings of the keys whose names are known at run time only. */
export type WordFamily =
  | ('health.as' | 'health.act' | 'health.class' | 'health.day' | 'health.purpose' | 'health.reason')
  | ('health.requester' | 'health.speaker')
  | ('credential-kind' | 'act' | 'ground' | 'gender' | 'keys.custody' | 'keys.use')
  | ('inspection' | 'inspection-result')
  | ('type' | 'field' | 'status' | 'role' | 'may' | 'event' | 'domain' | 'kind')
  | ('carbon.act' | 'carbon.cancelled' | 'carbon.choice' | 'carbon.field' | 'carbon.stage' | 'carbon.state')
  | ('heritage.c2pa' | 'heritage.consent' | 'heritage.event' | 'heritage.ground' | 'heritage.kind')
  | ('heritage.level' | 'heritage.media' | 'heritage.statement')
  | ('ocop.combine' | 'ocop.council.stage' | 'ocop.group' | 'ocop.stage')
  | ('exchange.failure' | 'exchange.hook' | 'exchange.read-kind' | 'exchange.scope')
  | ('mapped.target' | 'mapped.state' | 'lookup.status')
  | ('activity' | 'measure' | 'crop' | 'market' | 'scheme' | 'standing' | 'profile')
  | ('call' | 'code' | 'ledger.filter' | 'ledger.hit' | 'ledger.part' | 'ledger.policy' | 'ops.state')
  | ('audit.phase' | 'board.about')
  | ('hold' | 'buyer' | 'channel' | 'gate' | 'shipment');
const langKey = 'dn-language';

/** The words of an application: Vietnamese comes with its first script, English when it is asked for. */
export interface WordTables {
  readonly vi: Translation;
  en(): Promise<Translation>;
}
export const wordTables = new InjectionToken<WordTables>('words');

@Injectable({ providedIn: 'root' })
export class WordLoader implements TranslocoLoader {
  readonly #tables = inject(wordTables);
  async getTranslation(lang: string): Promise<Translation> {
    return lang === 'en' ? this.#tables.en() : this.#tables.vi;
  }
}

/** The words of the page. Keys are checked when the page is built; a switch of language repaints what was read through `t`. */
@Injectable({ providedIn: 'root' })
export class Words {
  readonly #transloco = inject(TranslocoService);
  readonly #tables = inject(wordTables);
  readonly #lang = signal<Lang>('vi');
  readonly lang = this.#lang.asReadonly();

  /** Loads the words of a language and then shows them. */
  async use(lang: Lang): Promise<void> {
    await firstValueFrom(this.#transloco.load(lang));
    this.#transloco.setActiveLang(lang);
    document.documentElement.lang = lang;
    localStorage.setItem(langKey, lang);
    this.#lang.set(lang);
  }

  /** The language of the last visit. */
  start(): Promise<void> {
    return this.use(localStorage.getItem(langKey) === 'en' ? 'en' : 'vi');
  }

  readonly t = (key: WordKey, params: Readonly<Record<string, string | number>> = {}): string =>
    this.#transloco.translate(key, params, this.#lang());

  /** The word of a family such as `type.` for a name that is known at run time only; one without a word is written out. */
  readonly of = (family: WordFamily, name: string): string => {
    const key = `${family}.${name}`;
    return key in this.#tables.vi ? this.t(key as WordKey) : labelFromName(name);
  };
}
