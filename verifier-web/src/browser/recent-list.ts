import { h, say, timeTag } from './dom.ts';
import { forgetAnswers, savedAnswers } from './record-store.ts';
import { readAnswer } from './record-answer.ts';
import { textField, objectField } from './body-fields.ts';

const shown = 5;

/** The batches looked up before on this device, newest first, and a way to forget them. Fills itself in when read. */
export function recentList(open: (id: string) => void): HTMLElement {
  const section = h('section', { class: 'card recent', hidden: true });
  const fill = async (): Promise<void> => {
    const rows = (await savedAnswers()).flatMap(({ json, savedAt }) => {
      const record = readAnswer(json)?.record;
      if (record?.type !== 'origin/batch') return [];
      const name = textField(objectField(record.body, 'product'), 'name') ?? record.id;
      return [{ id: record.id, name, lot: textField(record.body, 'lot') ?? '', savedAt }];
    });
    section.hidden = rows.length === 0;
    const row = ({ id, name, lot, savedAt }: (typeof rows)[number]): HTMLElement =>
      h(
        'li',
        {},
        h(
          'a',
          {
            href: `/R/${id}`,
            click: (event) => {
              event.preventDefault();
              open(id);
            },
          },
          h('strong', {}, name),
          h('span', {}, lot, ' · ', timeTag(savedAt)),
        ),
      );
    section.replaceChildren(
      h('h2', {}, say({ vi: 'Đã xem trên máy này', en: 'Seen on this device' })),
      h('ul', {}, ...rows.slice(0, shown).map(row)),
      h(
        'button',
        { type: 'button', class: 'plain', click: () => void forgetAnswers().then(fill) },
        say({ vi: 'Xóa danh sách', en: 'Clear the list' }),
      ),
    );
  };
  void fill();
  return section;
}
