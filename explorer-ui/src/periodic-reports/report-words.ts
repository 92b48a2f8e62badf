import { inject } from '@angular/core';
import type { ReportPeriod } from '@daunguon/records';
import { Formats } from '../format/formats.ts';
import { Words } from '../i18n/words.ts';
import type { ReportLine, Said } from './report-answers.ts';

/** A sum of so many decimals as text: 12500 of 3 is 12.5. */
export const decimalOf = (sum: string, decimals: number): string =>
  decimals === 0
    ? sum
    : `${sum.padStart(decimals + 1, '0').slice(0, -decimals)}.${sum.padStart(decimals, '0').slice(-decimals)}`;

/** How pages of reports name things. Call in an injection context. */
export function reportWords() {
  const words = inject(Words);
  const formats = inject(Formats);
  const { t } = words;
  return {
    ...{ t, words, formats },
    said: ({ vi, en }: Said): string => (words.lang() === 'en' ? en : vi),
    /** The other language, shown small beside it. */
    beside: ({ vi, en }: Said): string => (words.lang() === 'en' ? vi : en),
    besideLang: (): string => (words.lang() === 'en' ? 'vi' : 'en'),
    name: ({ kind, number, year }: ReportPeriod): string => t(`reports.${kind}`, { number, year }),
    reminder: ({ reminder, period }: Pick<ReportLine, 'reminder' | 'period'>): string =>
      t(`reports.reminder.${reminder}`, { date: formats.date(period.due) }),
    days: ({ from, until }: ReportPeriod): string =>
      t('reports.days', { from: formats.date(from), until: formats.date(until) }),
  };
}
