import type { Label } from '../check/label.ts';
import { formatDate } from '../check/said.ts';
import type { Said } from '../check/said.ts';
import { readScanStatement } from '../check/scan-statement.ts';
import type { ScanStatement, Sighting } from '../check/scan-statement.ts';
import { communeChoice } from './commune-choice.ts';
import { communeName } from './commune-names.ts';
import { h, say } from './dom.ts';
import { sendToGateway } from './send-to-gateway.ts';

const when = ({ day, commune }: Sighting): string =>
  commune === undefined ? formatDate(day) : `${formatDate(day)}, ${communeName(commune)}`;

function told(statement: ScanStatement | null): Said[] {
  if (statement === null || statement.scans === 0)
    return [{ vi: 'Chưa ai góp lượt quét nào của nhãn này.', en: 'Nobody has told of a scan of this label yet.' }];
  const { scans, communes, days, first, claim } = statement;
  return [
    {
      vi: `Đã có ${scans} lượt quét được góp, ở ${communes} xã, phường, trong ${days} ngày qua.`,
      en: `${scans} scans were told of, in ${communes} communes, within the last ${days} days.`,
    },
    ...(first === undefined ? [] : [{ vi: `Lượt đầu: ${when(first)}.`, en: `The first: ${when(first)}.` }]),
    ...(claim === undefined
      ? []
      : [
          {
            vi: `Có người báo đã mua món này: ${when(claim)}. Nếu bạn mua sau đó, hãy hỏi lại nơi bán.`,
            en: `Somebody said to have bought this item: ${when(claim)}. If you bought it later, ask the shop.`,
          },
        ]),
  ];
}

/** What the gateway states about this one label, and the reader's own scan, which is sent only if they want. */
export function scansSection(gateways: readonly string[], label: Label, statement: ScanStatement | null): HTMLElement {
  const list = h('ul', { class: 'sentences' });
  const show = (shown: ScanStatement | null): void =>
    list.replaceChildren(...told(shown).map((said) => h('li', {}, say(said))));
  show(statement);
  const place = communeChoice('scan-commune', { vi: 'Bạn đang ở xã, phường nào?', en: 'In which commune are you?' });
  const bought = h('input', { type: 'checkbox', id: 'bought' }) as HTMLInputElement;
  const done = h('p', { class: 'note', role: 'status' });
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (label.kind !== 'lot') return;
    const { gtin, lot, serial } = label;
    const body = { gtin, lot, serial, ...place.chosen(), ...(bought.checked ? { claims: true } : {}) };
    const sent = await sendToGateway(gateways, '/api/origin/scans', body);
    if (sent.ok) show(readScanStatement({ stated: sent.json }) ?? statement);
    const words = sent.ok
      ? { vi: 'Cảm ơn bạn đã góp.', en: 'Thank you.' }
      : { vi: 'Chưa gửi được; hãy thử lại sau.', en: 'It could not be sent: try again later.' };
    done.replaceChildren(say(words));
  };
  return h(
    'section',
    { class: 'card told scans' },
    h('h2', {}, say({ vi: 'Lượt quét của nhãn này', en: 'Scans of this label' })),
    h(
      'p',
      { class: 'hint' },
      say({
        vi: 'Theo lời máy chủ của cổng, từ người mua tự góp: không chứng minh nhãn thật hay giả.',
        en: 'As told by the gateway, from readers who chose to tell: it proves no label genuine or fake.',
      }),
    ),
    list,
    h(
      'details',
      {},
      h('summary', {}, say({ vi: 'Góp lượt quét của bạn', en: 'Tell of your scan' })),
      h(
        'form',
        { submit: (event) => void send(event) },
        place.element,
        h(
          'p',
          { class: 'field tick' },
          bought,
          h('label', { for: 'bought' }, say({ vi: 'Tôi đã mua món này', en: 'I bought this item' })),
        ),
        h(
          'p',
          { class: 'hint' },
          say({
            vi: 'Chỉ gửi nhãn, xã bạn chọn và lời trên; cổng giữ ngày và xã, không giữ địa chỉ mạng hay vị trí.',
            en: 'Only the label, the commune you chose and the tick are sent; the gateway keeps day and commune, no network address, no position.',
          }),
        ),
        h('button', { type: 'submit', class: 'secondary', id: 'send-scan' }, say({ vi: 'Gửi', en: 'Send' })),
      ),
      done,
    ),
  );
}
