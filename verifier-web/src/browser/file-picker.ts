import type { Said } from '../check/said.ts';
import { h, icon, icons, say } from './dom.ts';

/** Chooses a file, in words of this page: those of the browser's own button are in the browser's language. The name chosen stands below. */
export function filePicker(
  id: string,
  said: Said,
  chosen?: (file: File) => void,
  accept = '',
): { input: HTMLInputElement; element: HTMLElement } {
  const name = h('p', { class: 'note', 'aria-live': 'polite' });
  const change = (): void => {
    const [file] = input.files ?? [];
    name.replaceChildren(file?.name ?? '');
    if (file !== undefined) chosen?.(file);
  };
  const type = { type: 'file', ...(accept === '' ? {} : { accept }) };
  const input = h('input', { ...type, id, class: 'visually-hidden', change }) as HTMLInputElement;
  const label = h('label', { for: id, class: 'secondary' }, icon(icons.file), say(said));
  return { input, element: h('div', { class: 'picker' }, input, label, name) };
}
