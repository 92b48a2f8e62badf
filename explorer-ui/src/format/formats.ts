import { inject, Injectable } from '@angular/core';
import { communes } from '@daunguon/records';
import { Words } from '../i18n/words.ts';

const locales = { vi: 'vi-VN', en: 'en-GB' } as const;
const zone = 'Asia/Ho_Chi_Minh';
const day = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
const byCode = new Map(communes.map((commune) => [commune.code, commune]));

/** Dates, times, numbers and places as the reader's language writes them, by Intl. */
@Injectable({ providedIn: 'root' })
export class Formats {
  readonly #words = inject(Words);
  get #locale(): string {
    return locales[this.#words.lang()];
  }

  readonly date = (iso: string): string =>
    new Intl.DateTimeFormat(this.#locale, { ...day, timeZone: 'UTC' }).format(
      new Date(`${iso.slice(0, 10)}T00:00:00Z`),
    );

  /** A date in words with its day of the week, which no order of day and month can confuse. */
  readonly dateInWords = (iso: string): string =>
    new Intl.DateTimeFormat(this.#locale, { dateStyle: 'full', timeZone: 'UTC' }).format(
      new Date(`${iso.slice(0, 10)}T00:00:00Z`),
    );

  /** A date without its year, where there is little room. */
  readonly dayOfMonth = (iso: string): string =>
    new Intl.DateTimeFormat(this.#locale, { day: '2-digit', month: '2-digit', timeZone: 'UTC' }).format(
      new Date(`${iso.slice(0, 10)}T00:00:00Z`),
    );

  /** `YYYY-MM` as both languages write it short: 11/2026. */
  readonly month = (month: string): string => month.split('-').reverse().join('/');

  /** `when`: ISO 8601, or milliseconds. */
  readonly time = (when: string | number): string =>
    new Intl.DateTimeFormat(this.#locale, { ...day, hour: '2-digit', minute: '2-digit', timeZone: zone }).format(
      new Date(when),
    );

  /** A number or a decimal string of the ledger. */
  readonly number = (value: number | string): string =>
    new Intl.NumberFormat(this.#locale, { maximumFractionDigits: 3 }).format(Number(value));

  /** Points `longitude latitude` in 1e-7 degrees, parted by `; `, as maps write them: latitude first, in degrees. */
  readonly places = (points: string): string =>
    points
      .split('; ')
      .map((point) => {
        const [longitude, latitude] = point.split(' ').map((part) => (Number(part) / 1e7).toFixed(5));
        return `${latitude}, ${longitude}`;
      })
      .join('; ');

  readonly commune = (code: string | undefined): string => {
    const found = byCode.get(code ?? '');
    if (found === undefined) return code ?? '';
    return this.#words.lang() === 'en' ? found.nameEn : found.fullName;
  };
}
