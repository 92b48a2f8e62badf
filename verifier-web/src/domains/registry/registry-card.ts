import { presentFacts, textField } from '../../browser/body-fields.ts';
import type { RecordState } from '../../browser/record-answer.ts';
import { formatDate } from '../../browser/said.ts';
import type { Card, Names } from '../../domains.ts';

const titles: Record<string, string> = {
  'registry/organisation': 'Cơ quan',
  'registry/unit': 'Đơn vị',
  'registry/accreditation': 'Giấy công nhận',
};

/** An organisation, a unit, or what a unit may do and until when. */
export function registryFacts({ type, body }: RecordState, names: Names): Card {
  const [unit, commune] = [textField(body, 'unit'), textField(body, 'commune')];
  const [from, until] = [textField(body, 'from'), textField(body, 'until')];
  return {
    title: textField(body, 'name') ?? titles[type] ?? type,
    facts: presentFacts([
      [{ vi: 'Đơn vị', en: 'Unit' }, unit && names.unit(unit)],
      [{ vi: 'Xã, phường', en: 'Commune or ward' }, commune && names.commune(commune)],
      [{ vi: 'Từ ngày', en: 'From' }, from && formatDate(from)],
      [{ vi: 'Đến ngày', en: 'Until' }, until && formatDate(until)],
    ]),
  };
}
