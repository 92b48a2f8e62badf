import { textField } from '../check/body-fields.ts';
import type { ProvenRecord } from '../check/proven-record.ts';
import type { Said } from '../check/said.ts';
import { recallNotices } from '../domains/origin/recall-notices.ts';
import { h, say } from './dom.ts';

const recallClasses: Record<string, Said> = {
  I: { vi: 'Mức I: nguy hiểm đến tính mạng', en: 'Class I: danger to life' },
  II: { vi: 'Mức II: có thể hại sức khỏe', en: 'Class II: may harm health' },
  III: { vi: 'Mức III: sai quy định, không nguy hiểm', en: 'Class III: breaks a rule without danger' },
};

/** Why a lot is recalled, from the notice's own proven record, and what to do. Null where nothing is recalled. */
export function recallCard(record: ProvenRecord, related: ReadonlyMap<string, ProvenRecord>): HTMLElement | null {
  const [first] = recallNotices(record);
  if (first === undefined && record.status !== 'recalled') return null;
  const notice = first === undefined ? undefined : related.get(first);
  const danger = recallClasses[(notice && textField(notice.body, 'class')) ?? ''];
  return h(
    'section',
    { class: 'card recall-reason' },
    h('h2', {}, say({ vi: 'Lý do thu hồi', en: 'Reason for the recall' })),
    danger ? h('p', {}, say(danger)) : null,
    h(
      'p',
      {},
      (notice && textField(notice.body, 'reason')) ??
        say({ vi: 'Chưa tải được thông báo thu hồi.', en: 'The recall notice could not be loaded yet.' }),
    ),
    h(
      'p',
      {},
      say({
        vi: 'Đừng ăn, đừng bán. Giữ sản phẩm và liên hệ nơi bán để trả lại.',
        en: 'Do not eat it, do not sell it. Keep it and return it to the shop.',
      }),
    ),
  );
}
