import { inject } from '@angular/core';
import { dashboardTitles, type DashboardSlug } from '@daunguon/records';
import { Formats } from '../format/formats.ts';
import { Words, type WordFamily } from '../i18n/words.ts';
import type { MeasureNumbers, Numbers } from './dashboard-answers.ts';

/** Whose words say the kinds of a measure. */
const kindFamilies: Readonly<Record<string, WordFamily>> = {
  ...{ harvests: 'crop', 'growing-areas': 'crop', 'later-batches': 'kind', 'supply-events': 'event' },
  ...{ 'diary-entries': 'activity', 'ocop-products': 'ocop.group', credentials: 'credential-kind', units: 'kind' },
  ...{ 'carbon-projects': 'carbon.choice', 'heritage-items': 'heritage.kind', 'heritage-media': 'heritage.media' },
};

type Both = readonly [vi: string, en: string];
export interface Measured extends Pick<MeasureNumbers, 'amountIn'> {
  readonly title: Both;
  readonly unit: Both;
  readonly method: Both;
}

/** How dashboards say their numbers. Call in an injection context. */
export function boardWords() {
  const words = inject(Words);
  const formats = inject(Formats);
  const { t } = words;
  const said = ([vi, en]: Both): string => (words.lang() === 'vi' ? vi : en);
  const amount = ({ amountIn }: Measured, value: number | null): string =>
    amountIn === undefined || value === null
      ? ''
      : `${formats.number(value / 10 ** amountIn.decimals)} ${said(amountIn.unit)}`;
  return {
    ...{ words, t, formats, said, amount },
    board: (slug: string): string => (slug in dashboardTitles ? said(dashboardTitles[slug as DashboardSlug]) : slug),
    title: ({ title }: Measured): string => said(title),
    count: (value: number | null): string => (value === null ? t('board.small') : formats.number(value)),
    /** Records, and the amount where one is added up. */
    both: (measure: Measured, { records, amount: sum }: Numbers): string => {
      const count = records === null ? t('board.small') : formats.number(records);
      const added = amount(measure, sum);
      return `${count} ${said(measure.unit)}${added === '' ? '' : ` · ${added}`}`;
    },
    kind: (measure: string, kind: string): string => {
      if (kind === '' || kind === '-') return t('board.none');
      if (measure === 'ocop-ratings') return t('board.stars', { stars: kind });
      if (measure === 'recalls') return t('board.class', { class: kind });
      const family = kindFamilies[measure];
      return family === undefined ? kind : words.of(family, kind);
    },
    commune: (code: string): string => (code === '' || code === '-' ? t('board.no-commune') : formats.commune(code)),
  };
}
