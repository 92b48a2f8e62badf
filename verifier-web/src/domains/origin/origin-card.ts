import { isId } from '@daunguon/proof';
import { objectField, presentFacts, textField, weightText } from '../../check/body-fields.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { formatDate } from '../../check/said.ts';
import type { Card, DomainView, Names } from '../../domains.ts';
import { kinds } from '../kinds.ts';
import { eventName, unconfirmedWords } from './event-names.ts';
import { masterDataFacts } from './master-data-facts.ts';

const idsOf = (value: unknown): string[] => (Array.isArray(value) ? (value as unknown[]) : []).filter(isId);

/** What two scales said, where they differ; both parties read the same. */
const discrepancyText = (body: Record<string, unknown>): string | undefined => {
  const { sentKg, receivedKg, beyondTolerance } = objectField(body, 'discrepancy');
  const [sent, received] = [sentKg, receivedKg].map((kg) => weightText(typeof kg === 'string' ? kg : undefined));
  if (sent === undefined || received === undefined) return undefined;
  return `${sent} → ${received}${beyondTolerance === true ? ' (vượt dung sai / beyond tolerance)' : ''}`;
};

/** Certificates of the goods that were proven too, with what has become of them. */
const certificateText = (body: Record<string, unknown>, names: Names): string =>
  idsOf(body['certificates'])
    .flatMap((id) => {
      const certificate = names.record(id);
      if (certificate === undefined) return [];
      const { standard, number } = certificate.body as { standard?: unknown; number?: unknown };
      const standing = certificate.status === 'active' ? '' : ' (không còn hiệu lực / not in force)';
      return [`${String(standard)} ${String(number)}${standing}`];
    })
    .join('; ');

/** The facts to compare with the product in hand, in the order people look for them. Absent ones are left out. */
function card({ type, body }: ProvenRecord, names: Names): Card {
  const [producer, area] = [textField(body, 'producer'), textField(body, 'growingArea')];
  const [date, commune] = [textField(body, 'harvestDate'), textField(body, 'commune')];
  const ofRecord = (id: string | undefined, field: string): string | undefined => {
    const named = id === undefined ? undefined : names.record(id);
    return named && textField(named.body, field);
  };
  const eventType = type === 'origin/event' ? textField(body, 'eventType') : undefined;
  const buyer = textField(body, 'unconfirmed') ?? textField(objectField(body, 'handedOver'), 'buyer');
  const warning = buyer === undefined ? undefined : unconfirmedWords(buyer);
  const reasoned = type === 'origin/recall' || type === 'origin/event';
  return {
    title:
      textField(objectField(body, 'product'), 'name') ??
      textField(body, 'name') ??
      (eventType === undefined ? undefined : eventName(eventType, type).vi) ??
      kinds[type]?.vi ??
      type,
    facts: presentFacts([
      [{ vi: 'Cảnh báo', en: 'Warning' }, warning && `${warning.vi} / ${warning.en}`],
      [{ vi: 'Số lô', en: 'Lot' }, textField(body, 'lot')],
      [{ vi: 'Mã GTIN', en: 'GTIN' }, textField(objectField(body, 'product'), 'gtin')],
      [{ vi: 'Khối lượng tịnh', en: 'Net weight' }, weightText(textField(body, 'weightKg'))],
      [{ vi: 'Ngày thu hoạch', en: 'Harvest date' }, date && formatDate(date)],
      [{ vi: 'Mã vùng trồng', en: 'Growing area code' }, textField(body, 'puc') ?? ofRecord(area, 'puc')],
      [{ vi: 'Cơ sở đóng gói', en: 'Packing house' }, ofRecord(textField(body, 'packingHouse'), 'phc')],
      [{ vi: 'Xã, phường', en: 'Commune or ward' }, commune && names.commune(commune)],
      [{ vi: 'Đơn vị sản xuất', en: 'Produced by' }, ofRecord(producer, 'name')],
      [{ vi: 'Đơn vị', en: 'Unit' }, ofRecord(textField(body, 'unit'), 'name')],
      [{ vi: 'Ghi hộ cho', en: 'Recorded for' }, ofRecord(textField(body, 'onBehalfOf'), 'name')],
      [{ vi: 'Đơn vị gõ', en: 'Typed by' }, ofRecord(textField(body, 'enteredBy'), 'name')],
      [{ vi: 'Chứng nhận', en: 'Certificates' }, certificateText(body, names)],
      [{ vi: 'Cân gửi → cân nhận', en: 'Weight sent → received' }, discrepancyText(body)],
      [{ vi: 'Cảng', en: 'Port' }, textField(objectField(body, 'port'), 'locode')],
      ...(masterDataFacts[type]?.(body) ?? []),
      [{ vi: 'Lý do', en: 'Reason' }, reasoned ? textField(body, 'reason') : undefined],
    ]),
  };
}

function related({ body }: ProvenRecord): string[] {
  const one = [
    body['growingArea'],
    body['producer'],
    body['unit'],
    body['packingHouse'],
    body['enteredBy'],
    idsOf(body['recalls'])[0],
  ];
  return [...one.filter(isId), ...idsOf(body['certificates']).slice(0, 5)];
}

export const originView: DomainView = { card, related };
