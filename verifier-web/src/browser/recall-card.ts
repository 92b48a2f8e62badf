import { textField } from '../check/body-fields.ts';
import type { ProvenRecord } from '../check/proven-record.ts';
import type { Said } from '../check/said.ts';
import { recallNotices } from '../domains/origin/recall-notices.ts';
import { h, say } from './dom.ts';

const recallClasses: Record<string, Said> = {
  I: { vi: 'Mức I: nặng nhất, nguy hiểm đến tính mạng', en: 'Class I: the gravest, danger to life' },
  II: { vi: 'Mức II: có thể hại sức khỏe', en: 'Class II: may harm health' },
  III: { vi: 'Mức III: sai quy định, không nguy hiểm', en: 'Class III: breaks a rule without danger' },
};

/** How dangerous a recalled lot is, and why it is recalled, from the notice's own proven record. Null where nothing is recalled. */
export function recallCard(record: ProvenRecord, related: ReadonlyMap<string, ProvenRecord>): HTMLElement | null {
  const [first] = recallNotices(record);
  if (first === undefined && record.status !== 'recalled') return null;
  const notice = first === undefined ? undefined : related.get(first);
  const danger = recallClasses[(notice && textField(notice.body, 'class')) ?? ''];
  const reason = notice && textField(notice.body, 'reason');
  return h(
    'section',
    { class: 'card recall-reason' },
    h('h2', {}, say({ vi: 'Lý do thu hồi', en: 'Reason for the recall' })),
    danger ? h('p', { class: 'danger' }, say(danger)) : null,
    reason === undefined
      ? h('p', {}, say({ vi: 'Chưa tải được thông báo thu hồi.', en: 'The recall notice could not be loaded yet.' }))
      : h('p', {}, say({ vi: '', en: 'In the words of the notice: ' }), h('span', { lang: 'vi' }, reason)),
  );
}
