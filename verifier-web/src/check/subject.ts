import { isId } from '@daunguon/proof';
import type { Names } from '../domains.ts';
import { kinds } from '../domains/kinds.ts';
import { objectField, textField } from './body-fields.ts';
import type { Label } from './label.ts';
import type { Language, Said } from './said.ts';
import { spacedCode } from './typed-code.ts';

type Body = Record<string, unknown>;

interface Subject {
  label: Label;
  /** Type of the record, empty where none is proven. */
  type: string;
  /** Everything is proven but the contents, which nobody opened. */
  sealed: boolean;
  /** The proven body; null where there is none to show. */
  body: Body | null;
}

const same = (text: string | undefined): Said | undefined => (text === undefined ? undefined : { vi: text, en: text });
const numbered = (vi: string, en: string, text: string | undefined): Said | undefined =>
  text === undefined ? undefined : { vi: `${vi} ${text}`, en: `${en} ${text}` };

/** What of a body tells one record from another of its kind, in the order in which people say it. */
function marks(body: Body, names: Names): Said[] {
  const ofRecord = (field: string): string | undefined => {
    const id = body[field];
    const named = isId(id) ? names.record(id) : undefined;
    return named && textField(named.body, 'name');
  };
  const own = textField(objectField(body, 'product'), 'name') ?? textField(body, 'title') ?? textField(body, 'name');
  const [code, vintage] = [textField(body, 'projectCode'), textField(body, 'vintage')];
  const [start, end] = [textField(body, 'start'), textField(body, 'end')];
  const number = textField(body, 'number');
  return [
    same(textField(body, 'standard')),
    same(own ?? ofRecord('facility') ?? ofRecord('unit')),
    same(textField(body, 'fullName')),
    numbered('số', 'no.', number),
    number === undefined
      ? same(code && vintage && start && end && `DNPR-${code}-${vintage}-${start}-${end}`)
      : undefined,
    numbered('lô', 'lot', textField(body, 'lot')),
  ].filter((mark) => mark !== undefined);
}

/** In one line what the verdict is about, of nothing but what is proven; null where nothing is, and only the scanned code can be said. */
export function subjectOf({ label, type, sealed, body }: Subject, names: Names): Said | null {
  const kind = kinds[type];
  if (kind === undefined) return null;
  const how = sealed ? [{ vi: '(niêm phong)', en: '(sealed)' }] : [];
  const said = body === null ? [] : marks(body, names);
  // Of what is not proven the page repeats what was scanned.
  const scanned =
    label.kind === 'record'
      ? [said.length === 0 ? numbered('mã', 'code', spacedCode(label.id)) : undefined]
      : [
          said.length === 0 ? numbered('số lô', 'lot', label.lot) : undefined,
          numbered('số sê-ri', 'serial', label.serial),
        ];
  const all = [...said, ...scanned].filter((one) => one !== undefined);
  const line = (language: Language): string =>
    `${[kind, ...how].map((one) => one[language]).join(' ')}: ${all.map((one) => one[language]).join(', ')}`;
  return { vi: line('vi'), en: line('en') };
}
