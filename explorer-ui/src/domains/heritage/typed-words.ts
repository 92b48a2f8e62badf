import { textInput } from '../../format/field-input.ts';

/** Lines that have something in them. */
export const linesIn = (typed: string): string[] =>
  typed
    .split('\n')
    .map(textInput)
    .filter((line) => line !== '');

/** A text with its English, where that was written. */
export const bothIn = (vi: string, en: string): { vi: string; en?: string } => {
  const english = textInput(en);
  return { vi: textInput(vi), ...(english === '' ? {} : { en: english }) };
};
