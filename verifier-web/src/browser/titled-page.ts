import type { Said } from '../check/said.ts';
import { h, say } from './dom.ts';

type Attributes = NonNullable<Parameters<typeof h>[1]>;

/** A page that opens with its title, in the browser's tab too, and a sentence on what it is for. */
export function titledPage(
  { title, lead }: { title: Said; lead: Said },
  attributes: Attributes,
  ...children: HTMLElement[]
): HTMLElement {
  document.title = `${say(title)} – Dấu Nguồn`;
  return h('div', attributes, h('h1', {}, say(title)), h('p', { class: 'lead' }, say(lead)), ...children);
}
