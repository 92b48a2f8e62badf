import type { MediaBody } from '@daunguon/records';
import type { FieldSpec } from '../../form/form-fields.ts';
import { textInput } from '../../format/field-input.ts';
import type { Words } from '../../i18n/words.ts';
import { bothIn } from './typed-words.ts';

/** What is said of a file for those who look at it and those who cannot, as it is typed. */
export const blankMediumWords = { alt: '', altEn: '', caption: '', captionEn: '', credit: '' };
export type TypedMediumWords = typeof blankMediumWords;

export const mediumWordSpecs = ({ t }: Pick<Words, 't'>): readonly FieldSpec[] => [
  { name: 'alt', label: t('heritage.alt'), maxlength: 300, pointer: '/alt/vi' },
  { name: 'altEn', label: t('heritage.alt-en'), maxlength: 300, optional: true, pointer: '/alt/en' },
  { name: 'caption', label: t('heritage.caption'), maxlength: 300, optional: true, pointer: '/caption/vi' },
  { name: 'captionEn', label: t('heritage.caption-en'), maxlength: 300, optional: true, pointer: '/caption/en' },
  { name: 'credit', label: t('heritage.credit'), maxlength: 200, optional: true },
];

/** The part of a command that says it. */
export const mediumWordsIn = ({ alt, altEn, caption, captionEn, credit }: TypedMediumWords) => ({
  alt: bothIn(alt, altEn),
  ...(textInput(caption) === '' ? {} : { caption: bothIn(caption, captionEn) }),
  ...(textInput(credit) === '' ? {} : { credit: textInput(credit) }),
});

/** What a form begins with for a file of which something is said already. */
export const typedMediumWords = ({
  alt,
  caption,
  credit,
}: Pick<MediaBody, 'alt' | 'caption' | 'credit'>): TypedMediumWords => ({
  ...{
    alt: alt.vi,
    altEn: alt.en ?? '',
    caption: caption?.vi ?? '',
    captionEn: caption?.en ?? '',
    credit: credit ?? '',
  },
});
