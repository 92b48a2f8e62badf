import { h, say, timeTag } from './dom.ts';
import { getJson } from '../check/get-json.ts';
import type { Label } from '../check/label.ts';
import { lastDay, standingOn } from '../check/record-past.ts';
import type { PastInput } from '../check/record-past.ts';
import { formatDate, formatTime } from '../check/said.ts';
import type { Said } from '../check/said.ts';
import { dayAnswer, statusSaid } from '../check/standing-words.ts';
import { actSaid, groundSaid } from '../domains/credential/act-words.ts';
import { credentialPast, importedSaid } from '../domains/credential/credential-past.ts';
import type { CredentialPast, IssuingKey, ProvenAct } from '../domains/credential/credential-past.ts';

/** What happened to a credential and why, what replaced it, its key, and whether it was in force on a day; all proven on this device. */
export function pastSection(
  id: string,
  { policy, known }: Pick<PastInput, 'policy' | 'known'>,
  open: (label: Label) => void,
): HTMLElement {
  const content = h('div', { 'aria-live': 'polite' }, waiting());
  const load = async (): Promise<void> => {
    content.replaceChildren(waiting());
    const found = await credentialPast(id, { policy, known, now: Date.now(), getJson });
    if (found === null) return content.replaceChildren(...nothingCame(() => void load()));
    content.replaceChildren(...told(found, open));
  };
  void load();
  const heading = say({ vi: 'Quá trình và căn cứ', en: 'What happened, and on what ground' });
  return h('section', { class: 'card', id: 'past' }, h('h2', {}, heading), content);
}

function waiting(): HTMLElement {
  return h('p', { class: 'hint' }, say({ vi: 'Đang xem lại quá trình…', en: 'Looking at what happened…' }));
}

function nothingCame(again: () => void): HTMLElement[] {
  return [
    h(
      'p',
      {},
      say({
        vi: 'Chưa nhận được bằng chứng về quá trình của hồ sơ; kết quả ở trên vẫn đúng.',
        en: 'No proof of what happened to the record came; the result above still stands.',
      }),
    ),
    h('button', { type: 'button', class: 'secondary', click: again }, say({ vi: 'Thử lại', en: 'Try again' })),
  ];
}

function told(found: CredentialPast, open: (label: Label) => void): HTMLElement[] {
  const { past, acts, successor, key } = found;
  const steps = past.versions.map(({ n, status, ts }) =>
    h(
      'li',
      { class: 'step' },
      h('strong', {}, say(n === 1 ? issued : (named(acts.get(n)) ?? statusSaid(status)))),
      n === 1 ? null : h('span', { class: 'where' }, say(whyOf(acts.get(n)))),
      timeTag(ts),
    ),
  );
  const imported = importedSaid(found);
  return [
    ...(imported === undefined ? [] : [h('p', { class: 'problem', id: 'imported' }, say(imported))]),
    h('ol', { class: 'timeline' }, ...steps),
    ...(successor === null ? [] : [successorLink(successor, open)]),
    ...(key === null ? [] : [keyNote(key)]),
    dayQuestion(found),
  ];
}

const issued: Said = { vi: 'Cấp, ghi vào sổ', en: 'Issued and entered' };
const named = (act: ProvenAct | undefined): Said | undefined => act && actSaid(act.act);

function whyOf(act: ProvenAct | undefined): Said {
  if (act === undefined) return { vi: 'Chưa nhận được bằng chứng về căn cứ.', en: 'No proof of the ground came.' };
  const { ground, date, decision } = act;
  const by = decision === undefined ? { vi: '', en: '' } : { vi: `, số ${decision}`, en: `, no. ${decision}` };
  return {
    vi: `Căn cứ: ${groundSaid(ground).vi}${by.vi}, ngày ${formatDate(date)}`,
    en: `Ground: ${groundSaid(ground).en}${by.en}, dated ${formatDate(date)}`,
  };
}

function successorLink(id: string, open: (label: Label) => void): HTMLElement {
  const go = (event: Event): void => {
    event.preventDefault();
    open({ kind: 'record', id });
  };
  const words = say({ vi: 'Mở bản thay thế →', en: 'Open what replaces it →' });
  return h('p', {}, h('a', { href: `/R/${id}`, id: 'successor', click: go }, words));
}

function keyNote({ unitName: name, replaced, stolen }: IssuingKey): HTMLElement {
  const of = { vi: name === undefined ? '' : ` của ${name}`, en: name === undefined ? '' : ` of ${name}` };
  const items: Said[] = [
    {
      vi: `Khóa phát hành${of.vi}: cổng cho biết hồ sơ dùng khóa này, tình trạng của khóa thì máy bạn tự kiểm tra.`,
      en: `Issuer key${of.en}: the gateway says that this record uses it; what became of the key was checked on your device.`,
    },
  ];
  if (replaced !== undefined)
    items.push({
      vi: `Khóa đã được thay lúc ${formatTime(replaced.at)}; hồ sơ cấp trước đó không bị ảnh hưởng.`,
      en: `The key was replaced at ${formatTime(replaced.at)}; what was issued before is not affected.`,
    });
  if (stolen !== undefined)
    items.push({
      vi: `Khóa bị mất từ ${formatTime(stolen.on)}, báo lúc ${formatTime(stolen.reported)}. ${stolen.counts ? 'Hồ sơ này được chứng minh là có trước khi mất khóa.' : 'KHÔNG chứng minh được hồ sơ này có trước khi mất khóa: hãy hỏi đơn vị cấp.'}`,
      en: `The key was stolen on ${formatTime(stolen.on)}, reported at ${formatTime(stolen.reported)}. ${stolen.counts ? 'This record is proven to be older than the theft.' : 'This record is NOT proven to be older than the theft: ask the issuing unit.'}`,
    });
  return h('ul', { class: 'sentences', id: 'issuer-key' }, ...items.map((said) => h('li', {}, say(said))));
}

/** "Valid on date X". */
function dayQuestion({ past }: CredentialPast): HTMLElement {
  const today = lastDay(past);
  const input = h('input', {
    type: 'date',
    id: 'on-day',
    max: today,
    value: today,
    required: true,
  }) as HTMLInputElement;
  const answer = h('p', { role: 'status', id: 'on-day-answer' });
  const submit = (event: Event): void => {
    event.preventDefault();
    const date = input.value;
    if (!/^\d{4}-\d\d-\d\d$/.test(date)) {
      answer.className = 'problem';
      answer.replaceChildren(say({ vi: 'Hãy chọn một ngày.', en: 'Choose a day.' }));
      return input.focus();
    }
    const { tone, said } = dayAnswer(date, standingOn(past, date));
    answer.className = `day ${tone}`;
    answer.replaceChildren(say(said));
  };
  const question = say({ vi: 'Ngày này hồ sơ có hiệu lực không?', en: 'Was it in force on this day?' });
  return h(
    'form',
    { novalidate: true, submit },
    h('div', { class: 'field' }, h('label', { for: 'on-day' }, question), input),
    h('button', { type: 'submit', class: 'secondary' }, say({ vi: 'Xem ngày này', en: 'Ask' })),
    answer,
  );
}
