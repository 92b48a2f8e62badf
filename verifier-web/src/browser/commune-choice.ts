import type { Said } from '../check/said.ts';
import { communeList } from './commune-names.ts';
import { h, say } from './dom.ts';

/** A place chosen by the reader and never by the device; nothing is chosen at first. */
export function communeChoice(id: string, question: Said): { element: HTMLElement; chosen(): { commune?: string } } {
  const none = { vi: 'Không nói', en: 'I’d rather not say' };
  const options = communeList().map(([code, name]) => h('option', { value: code }, name));
  const select = h('select', { id }, h('option', { value: '' }, say(none)), ...options) as HTMLSelectElement;
  return {
    element: h('p', { class: 'field' }, h('label', { for: id }, say(question)), select),
    chosen: () => (select.value === '' ? {} : { commune: select.value }),
  };
}
