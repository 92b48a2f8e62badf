import { cardOf } from '../domains.ts';
import type { Names } from '../domains.ts';
import { textField } from './body-fields.ts';
import { communeName } from './commune-names.ts';
import { evidence } from './evidence.ts';
import { h, icon, icons, say, timeTag } from './dom.ts';
import type { Page } from './home-page.ts';
import { isId } from '@daunguon/proof';
import { isWhole } from './check-answer.ts';
import { lookUp } from './look-up.ts';
import { readAloudButton } from './read-aloud.ts';
import type { RecordAnswer } from './record-answer.ts';
import type { Said } from './said.ts';
import { sentences } from './sentences.ts';
import { timelineSection } from './timeline.ts';
import { spacedCode } from './typed-code.ts';
import { judge } from './verdict.ts';
import type { Lookup, Verdict } from './verdict.ts';

/** One record: the verdict first, then what it rests on, what to compare, where it has been, and the evidence. */
export function recordPage(id: string, open: (id: string | null) => void): Page {
  const status = h(
    'div',
    { role: 'status', 'aria-live': 'polite', class: 'verdict waiting' },
    say({ vi: 'Đang kiểm tra…', en: 'Checking…' }),
  );
  const rest = h('div', { class: 'rest' });
  const element = h(
    'div',
    { class: 'record' },
    h('h1', { class: 'visually-hidden' }, say({ vi: 'Kết quả kiểm tra', en: 'Result of the check' })),
    status,
    rest,
  );
  let left = false;

  const load = async (): Promise<void> => {
    const lookup = await lookUp(id);
    if (left) return;
    const verdict = judge(lookup);
    status.className = `verdict ${verdict.tone}`;
    status.dataset['code'] = verdict.code;
    status.replaceChildren(...verdictContent(verdict));
    document.title = `${verdict.words.vi} – Dấu Nguồn`;
    const show = (area?: GrowingArea): void =>
      rest.replaceChildren(
        ...details(id, lookup, verdict, area),
        actions(verdict, open, () => void load()),
      );
    show();
    const area = await growingAreaOf(lookup);
    if (area !== null && !left) show(area);
  };
  void load();
  return {
    element,
    leave: () => {
      left = true;
    },
  };
}

interface GrowingArea {
  id: string;
  puc: string;
}

/** A batch seals only the id of its growing area; the code comes from that area's own record, checked in the same way. */
async function growingAreaOf(lookup: Lookup): Promise<GrowingArea | null> {
  if (lookup.kind !== 'answered' || !isWhole(lookup.check)) return null;
  const id = textField(lookup.answer.record.body, 'growingArea');
  if (id === undefined || !isId(id)) return null;
  const area = await lookUp(id);
  if (area.kind !== 'answered' || !isWhole(area.check)) return null;
  const puc = textField(area.answer.record.body, 'puc');
  return puc === undefined ? null : { id, puc };
}

function verdictContent({ tone, words, scope }: Verdict): HTMLElement[] {
  return [
    h('p', { class: 'words' }, icon(icons[tone]), h('span', { lang: 'vi' }, words.vi)),
    h('p', { class: 'english', lang: 'en' }, words.en),
    h('p', { class: 'scope' }, say(scope)),
  ];
}

function details(id: string, lookup: Lookup, verdict: Verdict, area?: GrowingArea): HTMLElement[] {
  const code = h(
    'p',
    { class: 'code' },
    say({ vi: 'Mã hồ sơ: ', en: 'Record code: ' }),
    h('span', { class: 'mono' }, spacedCode(id)),
  );
  const explained = h(
    'section',
    { class: 'card' },
    h('ul', { class: 'sentences' }, ...sentences(lookup).map((said) => h('li', {}, say(said)))),
  );
  if (lookup.kind !== 'answered') return [explained, code];
  const { answer, check } = lookup;
  // Contents that do not match their seal are not shown as facts: nobody vouches for them.
  const shown = isWhole(check) ? [factsCard(lookup.answer, area), timelineSection(answer)] : [];
  return [recallCard(lookup), explained, ...shown, evidence(answer, check), code].filter((e) => e !== null);
}

function factsCard({ record, units }: RecordAnswer, area: GrowingArea | undefined): HTMLElement | null {
  const names: Names = {
    unit: (unit) => units[unit]?.name || undefined,
    commune: communeName,
    growingArea: (wanted) => (wanted === area?.id ? area.puc : undefined),
  };
  const card = cardOf(record, names);
  if (card === null) return null;
  return h(
    'section',
    { class: 'card' },
    h('p', { class: 'overline' }, say({ vi: 'So với sản phẩm trên tay', en: 'Compare with the product in your hand' })),
    h('h2', {}, card.title),
    h('dl', {}, ...card.facts.map(({ label, value }) => h('div', {}, h('dt', {}, say(label)), h('dd', {}, value)))),
  );
}

const recallClasses: Record<string, Said> = {
  I: { vi: 'Mức I: nguy hiểm đến tính mạng', en: 'Class I: danger to life' },
  II: { vi: 'Mức II: có thể hại sức khỏe', en: 'Class II: may harm health' },
  III: { vi: 'Mức III: sai quy định, không nguy hiểm', en: 'Class III: breaks a rule without danger' },
};

function recallCard(lookup: Lookup): HTMLElement | null {
  if (lookup.kind !== 'answered' || lookup.answer.recall === undefined) return null;
  const { reason, class: level, at } = lookup.answer.recall;
  const danger = recallClasses[level ?? ''];
  return h(
    'section',
    { class: 'card recall-reason' },
    h('h2', {}, say({ vi: 'Lý do thu hồi', en: 'Reason for the recall' })),
    danger ? h('p', {}, say(danger)) : null,
    at ? h('p', {}, say({ vi: 'Từ lúc ', en: 'Since ' }), timeTag(at)) : null,
    h('p', {}, reason || say({ vi: 'Cổng không nêu lý do.', en: 'The gateway gave no reason.' })),
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

function actions(verdict: Verdict, open: (id: string | null) => void, again: () => void): HTMLElement {
  const retry =
    verdict.code === 'offline' ||
    verdict.code === 'unreadable' ||
    verdict.code === 'saved' ||
    verdict.code === 'mismatch';
  return h(
    'div',
    { class: 'actions' },
    retry
      ? h('button', { type: 'button', class: 'primary', click: again }, say({ vi: 'Thử lại', en: 'Try again' }))
      : null,
    readAloudButton(`${verdict.words.vi}. ${verdict.scope.vi}.`),
    h(
      'button',
      { type: 'button', class: retry ? 'secondary' : 'primary', click: () => open(null) },
      icon(icons.camera),
      say({ vi: 'Quét mã khác', en: 'Scan another code' }),
    ),
  );
}
