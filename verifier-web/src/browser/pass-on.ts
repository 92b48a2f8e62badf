import { labelPath } from '../check/label.ts';
import type { Label } from '../check/label.ts';
import type { Verdict } from '../check/verdict.ts';
import { h, say } from './dom.ts';

/** Buttons that hand a verdict on: the page's public link, without what a holder's link carried in its fragment; and paper. */
export function passOn(label: Label, { words }: Verdict): HTMLElement {
  const url = location.origin + labelPath(label);
  const done = h('p', { class: 'note', role: 'status' });
  const share = async (): Promise<void> => {
    const title = `${words.vi} – Dấu Nguồn`;
    // Closing the share sheet is no failure; where there is none, or a browser has not allowed it, the link is copied.
    if ('share' in navigator) {
      const closed = await navigator.share({ title, url }).then(
        () => true,
        (error: unknown) => (error as DOMException).name === 'AbortError',
      );
      if (closed) return;
    }
    const copied = await Promise.resolve(navigator.clipboard?.writeText(url) ?? Promise.reject(new Error())).then(
      () => ({ vi: 'Đã chép đường dẫn.', en: 'Link copied.' }),
      () => ({ vi: `Hãy chép: ${url}`, en: `Copy this: ${url}` }),
    );
    done.replaceChildren(say(copied));
  };
  const button = (id: string, text: string, click: () => void): HTMLElement =>
    h('button', { type: 'button', class: 'secondary', id, click }, text);
  const actions = h(
    'div',
    { class: 'actions' },
    button('share', say({ vi: 'Chia sẻ kết quả', en: 'Share the result' }), () => void share()),
    button('print', say({ vi: 'In', en: 'Print' }), () => print()),
  );
  return h('div', {}, actions, done);
}
