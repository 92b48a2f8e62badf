import type { Said } from '../check/said.ts';
import { isOfTraining } from '../check/verdict.ts';
import type { Verdict } from '../check/verdict.ts';
import { currentLanguage, h, icon, icons, say, whole } from './dom.ts';

/** The picture says the same as colour and words; what is grey for different reasons looks different. */
function iconOf(verdict: Verdict): string {
  const { code, tone } = verdict;
  if (code === 'recalled') return icons.recall;
  if (isOfTraining(verdict)) return icons.cap;
  if (tone !== 'grey') return { red: icons.cross, amber: icons.warn, green: icons.check }[tone];
  if (code === 'sealed') return icons.lock;
  if (code === 'erased') return icons.bin;
  if (code === 'superseded') return icons.swap;
  return code === 'expired' || code === 'closed' ? icons.clock : icons.unknown;
}

/** Both languages, the chosen one large. */
export function bothLanguages(words: Said, picture: string): HTMLElement[] {
  const large = currentLanguage();
  const small = large === 'vi' ? 'en' : 'vi';
  return [
    h('p', { class: 'words' }, icon(picture), h('span', { lang: large }, ...whole(words[large]))),
    h('p', { class: 'other', lang: small }, ...whole(words[small])),
  ];
}

/** A verdict in both languages, and how far it reaches. */
export function verdictContent(verdict: Verdict): HTMLElement[] {
  const scope = verdict.scope.map((said) => h('p', { class: 'scope' }, say(said)));
  return [...bothLanguages(verdict.words, iconOf(verdict)), ...scope];
}

export const verdictClass = ({ tone, stated }: Pick<Verdict, 'tone' | 'stated'>): string =>
  `verdict ${tone}${stated === true ? ' stated' : ''}`;

/** A verdict that stands beside others: no live region of its own. */
export function verdictBox(verdict: Verdict): HTMLElement {
  return h('div', { class: verdictClass(verdict), 'data-code': verdict.code }, ...verdictContent(verdict));
}
