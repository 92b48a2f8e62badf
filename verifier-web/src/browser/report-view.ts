import { labelPath } from '../check/label.ts';
import type { Label } from '../check/label.ts';
import { spacedCode } from '../check/typed-code.ts';
import { h, say } from './dom.ts';
import { reportForm } from './report-form.ts';

/** What to do about a suspected fake, with the code to hand over, and a report that is sent only when the reader sends it. */
export function reportView(label: Label, gateways: readonly string[]): HTMLElement {
  const code = label.kind === 'record' ? spacedCode(label.id) : labelPath(label);
  const done = h('p', { class: 'note', role: 'status' });
  const copy = (): void => {
    const copied = { vi: 'Đã chép mã.', en: 'Code copied.' };
    const failed = {
      vi: 'Máy không cho chép: hãy ghi lại mã ở trên.',
      en: 'Copying is not allowed: note the code down.',
    };
    Promise.resolve(navigator.clipboard?.writeText(code) ?? Promise.reject(new Error('no clipboard'))).then(
      () => done.replaceChildren(say(copied)),
      () => done.replaceChildren(say(failed)),
    );
  };
  const steps = [
    {
      vi: 'Giữ nguyên sản phẩm, tem và hóa đơn; chụp ảnh nhãn và nơi bán.',
      en: 'Keep the product, the seal and the receipt; take photos of the label and the shop.',
    },
    {
      vi: 'Báo cơ quan quản lý thị trường nơi bạn mua, kèm mã dưới đây.',
      en: 'Report it to the market surveillance authority where you bought it, with the code below.',
    },
    {
      vi: 'Nếu thấy không khỏe sau khi dùng, đến cơ sở y tế trước.',
      en: 'If you feel unwell after using it, see a doctor first.',
    },
  ];
  return h(
    'section',
    { class: 'card', 'aria-label': say({ vi: 'Báo nghi giả', en: 'Report a suspected fake' }) },
    h('h2', {}, say({ vi: 'Nghi là hàng giả?', en: 'Do you suspect a fake?' })),
    h('ol', { class: 'sentences' }, ...steps.map((step) => h('li', {}, say(step)))),
    h('p', { class: 'mono boxed' }, code),
    h(
      'button',
      { type: 'button', class: 'secondary', id: 'copy', click: copy },
      say({ vi: 'Chép mã', en: 'Copy the code' }),
    ),
    done,
    gateways.length === 0 ? null : reportForm(gateways, label),
  );
}
