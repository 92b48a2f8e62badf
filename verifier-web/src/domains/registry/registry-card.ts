import { isId } from '@daunguon/proof';
import { presentFacts, textField } from '../../check/body-fields.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { formatDate } from '../../check/said.ts';
import type { Card, DomainView, Names } from '../../domains.ts';
import { kinds } from '../kinds.ts';

/** An organisation, a unit, or what a unit may do and until when. */
function card({ type, body }: ProvenRecord, names: Names): Card {
  const [unit, commune] = [textField(body, 'unit'), textField(body, 'commune')];
  const [from, until] = [textField(body, 'from'), textField(body, 'until')];
  const owner = unit === undefined ? undefined : names.record(unit);
  return {
    title: textField(body, 'name') ?? kinds[type]?.vi ?? type,
    facts: presentFacts([
      [{ vi: 'Đơn vị', en: 'Unit' }, owner && textField(owner.body, 'name')],
      [{ vi: 'Phiên bản', en: 'Version' }, textField(body, 'version')],
      [{ vi: 'SHA-256 của manifest.json', en: 'SHA-256 of manifest.json' }, textField(body, 'manifest')],
      [{ vi: 'Xã, phường', en: 'Commune or ward' }, commune && names.commune(commune)],
      [{ vi: 'Từ ngày', en: 'From' }, from && formatDate(from)],
      [{ vi: 'Đến ngày', en: 'Until' }, until && formatDate(until)],
    ]),
  };
}

export const registryView: DomainView = {
  card,
  related: ({ body }) => [body['unit']].filter(isId),
};
