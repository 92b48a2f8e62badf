import { isId } from '@daunguon/proof';
import type { VerdictCode } from '@daunguon/proof';
import { objectField, presentFacts, textField } from '../../check/body-fields.ts';
import { weightSaid } from '../../check/number-text.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { formatDate } from '../../check/said.ts';
import type { Said } from '../../check/said.ts';
import type { Card, DomainView, Fact, Names } from '../../domains.ts';
import { kinds } from '../kinds.ts';
import { reasonLabel } from '../past-label.ts';
import { eventName, unconfirmedWords } from './event-names.ts';
import { masterDataFacts } from './master-data-facts.ts';

const idsOf = (value: unknown): string[] => (Array.isArray(value) ? (value as unknown[]) : []).filter(isId);

/** What two scales said, where they differ; both parties read the same. */
const discrepancySaid = (body: Record<string, unknown>): Said | undefined => {
  const { sentKg, receivedKg, beyondTolerance } = objectField(body, 'discrepancy');
  const [sent, received] = [sentKg, receivedKg].map((kg) => weightSaid(typeof kg === 'string' ? kg : undefined));
  if (sent === undefined || received === undefined) return undefined;
  const beyond = beyondTolerance === true ? { vi: ' (vượt dung sai)', en: ' (beyond tolerance)' } : { vi: '', en: '' };
  return { vi: `${sent.vi} → ${received.vi}${beyond.vi}`, en: `${sent.en} → ${received.en}${beyond.en}` };
};

/** Certificates of the goods that were proven too, with what has become of them. */
function certificatesSaid(body: Record<string, unknown>, names: Names): Said | undefined {
  const proven = idsOf(body['certificates'])
    .map((id) => names.record(id))
    .filter((one) => one !== undefined);
  if (proven.length === 0) return undefined;
  const said = (ended: string): string =>
    proven
      .map(
        ({ status, body: { standard, number } }) => `${standard} ${number}${status === 'active' ? '' : ` (${ended})`}`,
      )
      .join('; ');
  return { vi: said('không còn hiệu lực'), en: said('not in force') };
}

/** Most lots that an ended one became whose own records are fetched and proven. */
const mostChildren = 5;

/** What is sold now of a lot of which nothing is left. */
const becameFacts = ({ body, status }: ProvenRecord, names: Names): Fact[] =>
  (status === 'closed' ? idsOf(body['children']).slice(0, mostChildren) : []).map((id) => {
    const child = names.record(id);
    const lot = child && textField(child.body, 'lot');
    return {
      label: { vi: 'Nay thuộc lô', en: 'Now of lot' },
      value: lot ?? { vi: 'Mở hồ sơ lô', en: 'Open the lot' },
      record: id,
    };
  });

/** The facts to compare with the product in hand, in the order people look for them. Absent ones are left out. */
function card(record: ProvenRecord, names: Names, code?: VerdictCode): Card {
  const { type, body } = record;
  const [producer, area] = [textField(body, 'producer'), textField(body, 'growingArea')];
  const [date, useBy, commune] = ['harvestDate', 'useBy', 'commune'].map((name) => textField(body, name));
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
      (eventType === undefined ? undefined : eventName(eventType, type)) ??
      kinds[type] ??
      type,
    facts: [
      ...becameFacts(record, names),
      ...presentFacts([
        [{ vi: 'Cảnh báo', en: 'Warning' }, warning],
        [{ vi: 'Số lô', en: 'Lot' }, textField(body, 'lot')],
        [{ vi: 'Mã GTIN', en: 'GTIN' }, textField(objectField(body, 'product'), 'gtin')],
        [{ vi: 'Khối lượng tịnh', en: 'Net weight' }, weightSaid(textField(body, 'weightKg'))],
        [{ vi: 'Ngày thu hoạch', en: 'Harvest date' }, date && formatDate(date)],
        [{ vi: 'Hạn sử dụng', en: 'Use by' }, useBy && formatDate(useBy)],
        [{ vi: 'Mã số vùng trồng', en: 'Growing area code' }, textField(body, 'puc') ?? ofRecord(area, 'puc')],
        [{ vi: 'Cơ sở đóng gói', en: 'Packing house' }, ofRecord(textField(body, 'packingHouse'), 'phc')],
        [{ vi: 'Xã, phường', en: 'Commune or ward' }, commune && names.commune(commune)],
        [{ vi: 'Đơn vị sản xuất', en: 'Produced by' }, ofRecord(producer, 'name')],
        [{ vi: 'Đơn vị', en: 'Unit' }, ofRecord(textField(body, 'unit'), 'name')],
        [{ vi: 'Ghi hộ cho', en: 'Recorded for' }, ofRecord(textField(body, 'onBehalfOf'), 'name')],
        [{ vi: 'Đơn vị gõ', en: 'Typed by' }, ofRecord(textField(body, 'enteredBy'), 'name')],
        [{ vi: 'Chứng nhận', en: 'Certificates' }, certificatesSaid(body, names)],
        [{ vi: 'Cân gửi → cân nhận', en: 'Weight sent → received' }, discrepancySaid(body)],
        [{ vi: 'Cảng', en: 'Port' }, textField(objectField(body, 'port'), 'locode')],
        ...(masterDataFacts[type]?.(record, code) ?? []),
        [reasonLabel, reasoned ? textField(body, 'reason') : undefined],
      ]),
    ],
  };
}

function related({ body, status }: ProvenRecord): string[] {
  const one = [
    body['growingArea'],
    body['producer'],
    body['unit'],
    body['packingHouse'],
    body['enteredBy'],
    idsOf(body['recalls'])[0],
  ];
  const children = status === 'closed' ? idsOf(body['children']).slice(0, mostChildren) : [];
  return [...one.filter(isId), ...idsOf(body['certificates']).slice(0, 5), ...children];
}

export const originView: DomainView = { card, related };
