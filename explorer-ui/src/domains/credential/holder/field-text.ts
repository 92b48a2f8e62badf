import type { Formats } from '../../../format/formats.ts';
import type { Words } from '../../../i18n/words.ts';

/** A field's value as people read it: days in their order, codes in words. */
export const fieldText = (name: string, value: string, words: Words, formats: Formats): string => {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formats.date(value);
  return name === 'gender' ? words.of('gender', value) : value;
};
