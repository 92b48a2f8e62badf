import { isId } from '@daunguon/proof';
import { presentFacts, textField } from '../../check/body-fields.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { formatDate } from '../../check/said.ts';
import type { Said } from '../../check/said.ts';
import type { Card, DomainView, Names } from '../../domains.ts';
import { kinds } from '../kinds.ts';
import { sectionsOf } from './sections.ts';

const words: Record<string, string> = {
  seal: 'nhận hồ sơ',
  sign: 'ký hồ sơ',
};
const said = (code: string | undefined): string | undefined => (code === undefined ? undefined : (words[code] ?? code));
const day = (value: string | undefined): string | undefined => value && formatDate(value);

function card({ type, body }: ProvenRecord, names: Names): Card {
  const facility = textField(body, 'facility') ?? textField(body, 'unit');
  const named = facility === undefined ? undefined : names.record(facility);
  const [bytes, canonical] = [textField(body, 'bytes'), textField(body, 'canonical')];
  const digests = { ...(bytes ? { bytes } : {}), ...(canonical ? { canonical } : {}) };
  return {
    ...(bytes || canonical ? { digests } : {}),
    title: kinds[type]?.vi ?? type,
    facts: presentFacts([
      [{ vi: 'Cơ sở', en: 'Facility' }, (named && textField(named.body, 'name')) ?? facility],
      [{ vi: 'Loại tài liệu', en: 'Kind of document' }, textField(body, 'type')],
      [{ vi: 'Ngày của tài liệu', en: 'Date of the document' }, day(textField(body, 'date'))],
      ...sectionsOf(body).map(({ title, text }): [Said, string | undefined] => [{ vi: title, en: title }, text]),
      [{ vi: 'Khóa dùng để', en: 'Use of the key' }, said(textField(body, 'use'))],
      [{ vi: 'Ngày', en: 'Day' }, day(textField(body, 'day'))],
    ]),
  };
}

export const healthView: DomainView = {
  card,
  related: ({ body }) => [body['facility'], body['unit']].filter(isId),
};
