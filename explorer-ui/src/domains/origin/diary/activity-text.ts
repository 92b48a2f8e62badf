import type { DiaryActivity } from '@daunguon/records';
import type { Words } from '../../../i18n/words.ts';

/** One line that says what was done, with what and how much. */
export const activityText = (activity: DiaryActivity, words: Pick<Words, 'of'>): string => {
  const parts = (...texts: (string | undefined)[]): string => texts.filter(Boolean).join(' · ');
  switch (activity.kind) {
    case 'sowing':
      return parts(activity.variety, activity.source);
    case 'fertiliser':
      return parts(activity.product, activity.dose);
    case 'pesticide':
      return parts(`${activity.product} (${activity.activeIngredient})`, activity.dose, activity.target);
    case 'irrigation':
      return parts(activity.source, activity.volumeM3 === undefined ? undefined : `${activity.volumeM3} m³`);
    case 'sensor': {
      const { measure, minimum, maximum, mean, unit, readings } = activity;
      return parts(words.of('measure', measure), `${minimum} – ${maximum} ${unit}`, `⌀ ${mean} (${readings})`);
    }
    case 'other':
      return activity.what;
  }
};
