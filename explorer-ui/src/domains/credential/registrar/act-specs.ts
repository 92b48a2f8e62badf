import type { FieldSpec } from '../../../form/form-fields.ts';
import { today } from '../../../format/today.ts';
import type { Words } from '../../../i18n/words.ts';

/** What every act on a credential is recorded with: which it is, its legal ground, the decision's number if there is one, its day. */
export const actSpecs = (words: Words, acts: readonly string[], grounds: readonly string[]): readonly FieldSpec[] => [
  {
    ...{ name: 'act', kind: 'choice', label: words.t('entry.act') },
    choices: acts.map((value) => ({ value, label: words.of('act', value) })),
  },
  {
    ...{ name: 'ground', kind: 'choice', label: words.t('entry.ground') },
    choices: grounds.map((value) => ({ value, label: words.of('ground', value) })),
  },
  {
    ...{ name: 'decision', label: words.t('entry.decision'), hint: words.t('entry.decision-hint') },
    ...{ optional: true, maxlength: 60 },
  },
  { name: 'date', kind: 'date', label: words.t('entry.date'), max: today() },
];
