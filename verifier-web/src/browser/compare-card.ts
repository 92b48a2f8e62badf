import { areGoods } from '../check/advice.ts';
import type { Card } from '../domains.ts';
import { h, say, whole } from './dom.ts';

/** What a person compares with the thing in their hand; of a `type` that is none, or empty, what the register says. A file chosen in `match` stays when the card is told anew. */
export function compareCard(card: Card, type: string, match: HTMLElement): HTMLElement {
  const facts = card.facts.map(({ label, value, record: id }) => {
    const text = whole(say(value));
    return h('div', {}, h('dt', {}, say(label)), h('dd', {}, ...(id ? [h('a', { href: `/R/${id}` }, ...text)] : text)));
  });
  const title = say(
    type.startsWith('health/')
      ? { vi: 'So với hồ sơ trên tay', en: 'Compare with the record in your hand' }
      : type.startsWith('credential/')
        ? { vi: 'So với văn bằng, giấy tờ trên tay', en: 'Compare with the document in your hand' }
        : areGoods(type)
          ? { vi: 'So với sản phẩm trên tay', en: 'Compare with the product in your hand' }
          : { vi: 'Sổ ghi', en: 'What the register says' },
  );
  const overline = h('p', { class: 'overline' }, title);
  const { digests } = card;
  if (digests !== undefined) {
    void import('../domains/health/file-match.ts').then(({ fileMatch }) => {
      if (!match.hasChildNodes()) match.append(fileMatch(digests));
    });
  }
  return h(
    'section',
    { class: 'card' },
    overline,
    h('h2', {}, ...whole(say(card.title))),
    h('dl', {}, ...facts),
    match,
  );
}
