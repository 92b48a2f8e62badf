import type { Choice } from './select-field.ts';

/** The values of a list of choices ("a b"), in the order of the list; those that are not offered any more do not go along. */
export const stillOffered = (value: string, choices: readonly Choice[]): string[] => {
  const chosen = new Set(value.split(' '));
  return choices.flatMap((choice) => (chosen.has(choice.value) ? [choice.value] : []));
};
