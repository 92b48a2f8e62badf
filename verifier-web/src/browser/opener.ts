import type { Said } from '../check/said.ts';
import { h, icon, say } from './dom.ts';

/** A button, and the place where what it opens is shown. */
export type Opener = readonly [button: HTMLElement, place: HTMLElement];

/** What the button opens is fetched when it is asked for; pressed again it closes. */
export function opener(id: string, said: Said, path: string, view: () => Promise<HTMLElement>): Opener {
  const place = h('div', { class: 'opened' });
  const isOpen = (): boolean => button.getAttribute('aria-expanded') === 'true';
  const turn = (): void => {
    const opens = !isOpen();
    button.setAttribute('aria-expanded', String(opens));
    place.replaceChildren();
    if (opens) void view().then((shown) => (isOpen() ? place.replaceChildren(shown) : undefined));
  };
  const button = h(
    'button',
    { type: 'button', class: 'secondary', id, 'aria-expanded': 'false', click: turn },
    icon(path),
    say(said),
  );
  return [button, place];
}
