import { adviceFor } from '../check/advice.ts';
import { labelPath } from '../check/label.ts';
import type { Label } from '../check/label.ts';
import { bestOf } from '../check/outcome.ts';
import { isOfTraining, typeOf, verdictFor } from '../check/verdict.ts';
import { h, say } from '../browser/dom.ts';
import type { Page } from '../browser/page.ts';
import { trustPolicy } from '../browser/policy.ts';
import { outcomeOf } from '../browser/record-page.ts';
import { verdictClass, verdictContent } from '../browser/verdict-box.ts';

/** The frame shows the verdict alone: what there is to compare stands on the whole page. */
const toCompare = {
  vi: 'Mở trang kiểm tra để xem hồ sơ ghi gì, rồi so với món hàng hay giấy tờ trước mặt bạn.',
  en: 'Open the check to see what the record says, and compare it with the goods or paper before you.',
} as const;

/**
 * The verdict of one public record for a frame on another site: no camera, no form, nothing to press but the way to the whole page. A holder's
 * link is never opened here, where a stranger's page is around it.
 */
export function embedPage(label: Label): Page {
  document.body.classList.add('embed');
  const status = h('div', { role: 'status', class: 'verdict waiting' }, say({ vi: 'Đang kiểm tra…', en: 'Checking…' }));
  const advice = h('p', { class: 'advice' });
  const element = h(
    'div',
    { class: 'record' },
    h('h1', { class: 'visually-hidden' }, say({ vi: 'Kết quả kiểm tra', en: 'Result of the check' })),
    status,
    advice,
    h(
      'p',
      {},
      h(
        'a',
        { href: labelPath(label), target: '_blank', rel: 'noopener' },
        say({ vi: `Mở trang kiểm tra ${location.host}`, en: `Open the check at ${location.host}` }),
      ),
    ),
  );
  const load = async (): Promise<void> => {
    const outcome = await outcomeOf(label, await trustPolicy(), '');
    const verdict = verdictFor(outcome, Date.now());
    status.className = verdictClass(verdict);
    status.dataset['code'] = verdict.code;
    status.replaceChildren(...verdictContent(verdict));
    const best = bestOf(outcome);
    const isToCompare = verdict.code === 'authentic' && !isOfTraining(verdict) && verdict.stated !== true;
    advice.replaceChildren(
      say(isToCompare ? toCompare : adviceFor(verdict, best === null ? '' : typeOf(best.verification))),
    );
  };
  void load();
  // The site around the frame makes room for it; it learns a height and nothing else.
  const room = new ResizeObserver(() => {
    parent.postMessage({ daunguon: 'height', height: document.documentElement.scrollHeight }, '*');
  });
  room.observe(document.body);
  return { element, leave: () => room.disconnect() };
}
