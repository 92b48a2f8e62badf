import { objectField, textField } from '../check/body-fields.ts';
import { spacedCode } from '../check/typed-code.ts';
import type { Label } from '../check/label.ts';
import { h, say, timeTag } from './dom.ts';
import { forgetBundles, savedBundles } from './record-store.ts';
import { isId } from '@daunguon/proof';

const shown = 5;

interface Row {
  id: string;
  name: string;
  lot: string;
  savedAt: string;
}

/** What was looked up before on this device, newest first, and a way to forget it. Fills itself in when read. */
export function recentList(open: (label: Label) => void): HTMLElement {
  const section = h('section', { class: 'card recent', hidden: true });
  const fill = async (): Promise<void> => {
    const rows = (await savedBundles()).flatMap(({ bundle, savedAt }) => rowOf(bundle, savedAt));
    section.hidden = rows.length === 0;
    const item = ({ id, name, lot, savedAt }: Row): HTMLElement =>
      h(
        'li',
        {},
        h(
          'a',
          {
            href: `/R/${id}`,
            click: (event) => {
              event.preventDefault();
              open({ kind: 'record', id });
            },
          },
          h('strong', {}, name),
          h('span', {}, lot === '' ? '' : `${lot} · `, timeTag(savedAt)),
        ),
      );
    section.replaceChildren(
      h('h2', {}, say({ vi: 'Đã xem trên máy này', en: 'Seen on this device' })),
      h('ul', {}, ...rows.slice(0, shown).map(item)),
      h(
        'button',
        { type: 'button', class: 'plain', click: () => void forgetBundles().then(fill) },
        say({ vi: 'Xóa danh sách', en: 'Clear the list' }),
      ),
    );
  };
  void fill();
  return section;
}

/** Only proven bundles are kept, so their bodies may be named here; opened again, they are verified again. */
function rowOf(bundle: unknown, savedAt: string): Row[] {
  const { id, body } = objectField({ bundle } as Record<string, unknown>, 'bundle');
  if (!isId(id)) return [];
  const fields = objectField({ body }, 'body');
  const name = textField(objectField(fields, 'product'), 'name') ?? textField(fields, 'name') ?? spacedCode(id);
  return [{ id, name, lot: textField(fields, 'lot') ?? '', savedAt }];
}
