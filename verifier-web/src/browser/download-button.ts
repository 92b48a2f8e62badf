import type { Said } from '../check/said.ts';
import { h, say } from './dom.ts';

/** A button that saves text, made when asked for, as a file on this device. */
export function downloadButton(said: Said, name: string, type: string, content: () => string): HTMLElement {
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([content()], { type }));
    const link = h('a', { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return h('button', { type: 'button', class: 'secondary', click: save }, say(said));
}
