import { fold } from '../format/fold.ts';
import type { Choice } from './select-field.ts';

/**
 * The choices in which every word of `text` stands, without regard to case and diacritics. What is chosen stays among them, also when it is no
 * choice (any more): a list that shows nothing of it would show another as chosen.
 */
export const foundChoices = (choices: readonly Choice[], text: string, chosen: string): readonly Choice[] => {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const isKnown = chosen === '' || choices.some(({ value }) => value === chosen);
  const offered = isKnown ? choices : [{ value: chosen, label: chosen }, ...choices];
  return offered.filter(({ value, label }) => {
    const folded = fold(label);
    return value === chosen || words.every((word) => folded.includes(word));
  });
};
