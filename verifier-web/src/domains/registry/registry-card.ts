import { isId } from '@daunguon/proof';
import type { VerdictCode } from '@daunguon/proof';
import { presentFacts, textField } from '../../check/body-fields.ts';
import { organisationName } from '../../check/organisations.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { formatDate } from '../../check/said.ts';
import type { Said } from '../../check/said.ts';
import type { Card, DomainView, Names } from '../../domains.ts';
import { kinds } from '../kinds.ts';
import { grantedLabel } from '../past-label.ts';
import { maySaid } from './may-words.ts';

const midnight = /^00:00 /;
/** Where a day begins in Việt Nam only the day is said. */
const beginning = (instant: string): string => formatDate(instant).replace(midnight, '');
/** A term that ends when a day begins lasted to the end of the day before. */
function end(instant: string): string | Said {
  const time = formatDate(instant);
  if (!midnight.test(time)) return time;
  const day = beginning(new Date(Date.parse(instant) - 86_400_000).toISOString());
  return { vi: `hết ngày ${day}`, en: `the end of ${day}` };
}

/** An organisation, a unit, or what a unit may do, by whom and until when. */
function card(record: ProvenRecord, names: Names, code?: VerdictCode): Card {
  const { type, body } = record;
  const [unit, commune] = [textField(body, 'unit'), textField(body, 'commune')];
  const [from, until] = [textField(body, 'from'), textField(body, 'until')];
  const owner = unit === undefined ? undefined : names.record(unit);
  const by = type === 'registry/accreditation' ? textField(body, 'organisation') : undefined;
  return {
    title: textField(body, 'name') ?? kinds[type] ?? type,
    facts: presentFacts([
      [{ vi: 'Đơn vị', en: 'Unit' }, owner && textField(owner.body, 'name')],
      [grantedLabel({ vi: 'Được làm', en: 'Is allowed to' }, record, code), maySaid(body['may'])],
      [{ vi: 'Cơ quan công nhận', en: 'Accredited by' }, by && organisationName(by)],
      [{ vi: 'Quyết định', en: 'Decision' }, textField(body, 'decision')],
      [{ vi: 'Phiên bản', en: 'Version' }, textField(body, 'version')],
      [{ vi: 'SHA-256 của manifest.json', en: 'SHA-256 of manifest.json' }, textField(body, 'manifest')],
      [{ vi: 'Xã, phường', en: 'Commune or ward' }, commune && names.commune(commune)],
      [{ vi: 'Từ ngày', en: 'From' }, from && beginning(from)],
      [grantedLabel({ vi: 'Đến', en: 'Until' }, record, code), until && end(until)],
    ]),
  };
}

export const registryView: DomainView = {
  card,
  related: ({ body }) => [body['unit']].filter(isId),
};
