import type { Label } from '../check/label.ts';
import type { Outcome } from '../check/outcome.ts';
import { h, icon, icons, say } from './dom.ts';
import type { LoadedPolicy } from './policy.ts';

/** "See the details" and "report a fake": what they open is fetched when it is asked for. */
export function evidenceButtons(outcome: Outcome, loaded: LoadedPolicy | null, label: Label): HTMLElement[] {
  const place = h('div', { class: 'rest' });
  const opener = (id: string, said: { vi: string; en: string }, path: string, view: () => Promise<HTMLElement>) => {
    const button = h(
      'button',
      { type: 'button', class: 'secondary', id, 'aria-expanded': 'false' },
      icon(path),
      say(said),
    );
    button.addEventListener('click', () => {
      const wasOpen = button.getAttribute('aria-expanded') === 'true';
      row.querySelectorAll('button').forEach((one) => one.setAttribute('aria-expanded', 'false'));
      place.replaceChildren();
      if (wasOpen) return;
      button.setAttribute('aria-expanded', 'true');
      void view().then((shown) => {
        if (button.getAttribute('aria-expanded') === 'true') place.replaceChildren(shown);
      });
    });
    return button;
  };
  const details = opener(
    'details',
    { vi: 'Xem chi tiết kiểm chứng', en: 'Details of the check' },
    icons.details,
    async () => (await import('./auditor-view.ts')).auditorView(outcome, loaded, label),
  );
  const report = opener('report', { vi: 'Báo nghi giả', en: 'Report a suspected fake' }, icons.flag, async () =>
    (await import('./report-view.ts')).reportView(label, loaded?.policy.gateways ?? []),
  );
  const row = h('div', { class: 'actions' }, details, report);
  return [row, place];
}
