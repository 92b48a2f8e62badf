import { isId } from '@daunguon/proof';
import { presentFacts, textField } from '../../check/body-fields.ts';
import type { FactValue } from '../../check/body-fields.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { formatDate } from '../../check/said.ts';
import type { Said } from '../../check/said.ts';
import type { Card, DomainView, Names } from '../../domains.ts';
import { kinds } from '../kinds.ts';
import { sectionsOf } from './sections.ts';

const uses: Record<string, Said> = {
  seal: { vi: 'nhận hồ sơ', en: 'receiving records' },
  sign: { vi: 'ký hồ sơ', en: 'signing records' },
};
const useSaid = (code: string | undefined): FactValue => uses[code ?? ''] ?? code;

/** By LOINC code of the Composition (FHIR R4); of other documents only what they are technically. */
const documents: Record<string, Said> = {
  '60591-5': { vi: 'Tóm tắt hồ sơ người bệnh', en: 'Patient summary' },
  '18842-5': { vi: 'Tóm tắt ra viện', en: 'Discharge summary' },
};
const bundle: Said = { vi: 'Hồ sơ điện tử', en: 'Electronic document' };
const documentSaid = (type: string | undefined): FactValue =>
  documents[type?.split('/')[2] ?? ''] ?? (type?.startsWith('Bundle/document') === true ? bundle : type);
const day = (value: string | undefined): string | undefined => value && formatDate(value);

function card({ type, body }: ProvenRecord, names: Names): Card {
  const facility = textField(body, 'facility') ?? textField(body, 'unit');
  const named = facility === undefined ? undefined : names.record(facility);
  const [bytes, canonical] = [textField(body, 'bytes'), textField(body, 'canonical')];
  const digests = { ...(bytes ? { bytes } : {}), ...(canonical ? { canonical } : {}) };
  return {
    ...(bytes || canonical ? { digests } : {}),
    title: kinds[type] ?? type,
    facts: presentFacts([
      [{ vi: 'Cơ sở', en: 'Facility' }, (named && textField(named.body, 'name')) ?? facility],
      [{ vi: 'Loại tài liệu', en: 'Kind of document' }, documentSaid(textField(body, 'type'))],
      [{ vi: 'Ngày của tài liệu', en: 'Date of the document' }, day(textField(body, 'date'))],
      ...sectionsOf(body).map(({ title, text }): [Said, FactValue] => [{ vi: title, en: title }, text]),
      [{ vi: 'Khóa dùng để', en: 'Use of the key' }, useSaid(textField(body, 'use'))],
      [{ vi: 'Ngày', en: 'Day' }, day(textField(body, 'day'))],
    ]),
  };
}

export const healthView: DomainView = {
  card,
  related: ({ body }) => [body['facility'], body['unit']].filter(isId),
};
