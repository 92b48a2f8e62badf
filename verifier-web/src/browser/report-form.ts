import { newId, sha256Hex } from '@daunguon/proof';
import type { Label } from '../check/label.ts';
import type { Said } from '../check/said.ts';
import { spacedCode } from '../check/typed-code.ts';
import { communeChoice } from './commune-choice.ts';
import { h, say } from './dom.ts';
import { filePicker } from './file-picker.ts';
import { sendToGateway } from './send-to-gateway.ts';

const reasons: Record<string, Said> = {
  'label-copied': { vi: 'Nhãn có vẻ bị sao chép', en: 'The label seems copied' },
  'seal-broken': { vi: 'Tem hoặc bao bì đã bị mở', en: 'The seal or package was opened' },
  'goods-differ': { vi: 'Hàng không như nhãn ghi', en: 'The goods differ from the label' },
  'no-record': { vi: 'Trang báo không có hồ sơ', en: 'The page says there is no record' },
  other: { vi: 'Lý do khác', en: 'Another reason' },
};

const aboutOf = (label: Label): object => {
  if (label.kind === 'record') return { record: label.id };
  const { gtin, lot, serial } = label;
  return { gtin, lot, ...(serial === undefined ? {} : { serial }) };
};

const field = (id: string, said: Said, input: HTMLElement): HTMLElement =>
  h('p', { class: 'field' }, h('label', { for: id }, say(said)), input);

/** The photo stays with the reader: only its digest goes out, by which an inspector later knows it again. */
const digestOf = async (input: HTMLInputElement): Promise<{ photo?: string }> => {
  const file = input.files?.[0];
  return file === undefined ? {} : { photo: sha256Hex(new Uint8Array(await file.arrayBuffer())) };
};

const textOf = (name: string, input: HTMLElement): Record<string, string> => {
  const text = (input as HTMLTextAreaElement).value.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
  return text === '' ? {} : { [name]: text };
};

/** A report to the market inspectors. Its id is made here once: sent again after a lost answer it is the same report. */
export function reportForm(gateways: readonly string[], label: Label): HTMLElement {
  const id = newId(crypto.getRandomValues(new Uint8Array(16)));
  const options = Object.entries(reasons).map(([value, said]) => h('option', { value }, say(said)));
  const reason = h('select', { id: 'reason' }, ...options) as HTMLSelectElement;
  const place = communeChoice('report-commune', { vi: 'Mua ở xã, phường nào?', en: 'In which commune was it bought?' });
  const choose = { vi: 'Chọn ảnh', en: 'Choose a photo' };
  const photo = filePicker('report-photo', choose, undefined, 'image/*');
  const note = h('textarea', { id: 'note', rows: 3, maxlength: 500 });
  const contact = h('input', { type: 'text', id: 'contact', maxlength: 200, autocomplete: 'tel' });
  const done = h('p', { class: 'note', role: 'status' });
  const button = h(
    'button',
    { type: 'submit', class: 'primary', id: 'send-report' },
    say({ vi: 'Gửi báo cáo', en: 'Send the report' }),
  ) as HTMLButtonElement;
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    button.disabled = true;
    const told = { ...textOf('note', note), ...textOf('contact', contact), ...(await digestOf(photo.input)) };
    const body = { id, ...aboutOf(label), reason: reason.value, ...place.chosen(), ...told };
    const sent = await sendToGateway(gateways, '/api/origin/fake-reports', body);
    button.disabled = sent.ok;
    const words = sent.ok
      ? { vi: `Đã gửi. Mã báo cáo: ${spacedCode(id)}`, en: `Sent. Report code: ${spacedCode(id)}` }
      : sent.why === 'refused'
        ? {
            vi: 'Cổng không nhận: hãy xem lại và thử lại sau.',
            en: 'The gateway did not take it: look again and try later.',
          }
        : { vi: 'Chưa gửi được; hãy thử lại.', en: 'It could not be sent: try again.' };
    done.replaceChildren(say(words));
  };
  return h(
    'form',
    { class: 'report', submit: (event) => void send(event) },
    h('h3', {}, say({ vi: 'Gửi cho thanh tra', en: 'Send it to the inspectors' })),
    field('reason', { vi: 'Vì sao bạn nghi?', en: 'Why do you suspect it?' }, reason),
    place.element,
    field(
      'report-photo',
      { vi: 'Ảnh (ở lại máy bạn, chỉ gửi mã băm)', en: 'Photo (stays on your device, only its digest is sent)' },
      photo.element,
    ),
    field('note', { vi: 'Kể thêm (không bắt buộc)', en: 'What happened (optional)' }, note),
    field('contact', { vi: 'Cách liên hệ bạn (không bắt buộc)', en: 'How to reach you (optional)' }, contact),
    h(
      'p',
      { class: 'hint' },
      say({
        vi: 'Lời kể và liên hệ được giữ kín, chỉ thanh tra mở được; không gửi vị trí, không giữ địa chỉ mạng.',
        en: 'What you write is kept sealed, for inspectors only; no position is sent, no network address kept.',
      }),
    ),
    button,
    done,
  );
}
