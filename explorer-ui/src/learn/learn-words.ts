import { inject } from '@angular/core';
import { Words } from '../i18n/words.ts';
import type { Said } from './learn-answers.ts';

/** The course's own words in the reader's language. Call in an injection context. */
export function learnWords() {
  const words = inject(Words);
  return { t: words.t, said: ({ vi, en }: Said): string => (words.lang() === 'en' ? en : vi) };
}
