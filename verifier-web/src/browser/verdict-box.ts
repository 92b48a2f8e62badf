import type { Verdict } from '../check/verdict.ts';
import { h, icon, icons, say } from './dom.ts';

/** The picture says the same as colour and words: stop, wrong, take care, not known, good. */
function iconOf({ code, tone }: Verdict): string {
  if (code === 'recalled') return icons.recall;
  return { red: icons.cross, amber: icons.warn, grey: icons.unknown, green: icons.check }[tone];
}

/** A verdict in both languages, and how far it reaches. */
export function verdictContent(verdict: Verdict): HTMLElement[] {
  const { words, scope } = verdict;
  return [
    h('p', { class: 'words' }, icon(iconOf(verdict)), h('span', { lang: 'vi' }, words.vi)),
    h('p', { class: 'english', lang: 'en' }, words.en),
    ...scope.map((said) => h('p', { class: 'scope' }, say(said))),
  ];
}

export const verdictClass = ({ tone, stated }: Verdict): string => `verdict ${tone}${stated === true ? ' stated' : ''}`;

/** A verdict that stands beside others: no live region of its own. */
export function verdictBox(verdict: Verdict): HTMLElement {
  return h('div', { class: verdictClass(verdict), 'data-code': verdict.code }, ...verdictContent(verdict));
}
