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
  const { id, body, record } = objectField({ bundle }, 'bundle');
  const fields = objectField({ body }, 'body');
  if (!isId(id) || typeOf(objectField({ record }, 'record')) !== 'origin/batch') return [];
  const name = textField(objectField(fields, 'product'), 'name') ?? spacedCode(id);
  return [{ id, name, lot: textField(fields, 'lot') ?? '', savedAt }];
}

/** A batch names others (farm, growing area), which are kept too but were not what anybody looked up. */
function typeOf({ leaf }: Record<string, unknown>): unknown {
  try {
    return objectField({ leaf: JSON.parse(String(leaf)) as unknown }, 'leaf')['type'];
  } catch {
    return undefined;
  }
}
