import { isId } from '@daunguon/proof';
import { objectField, presentFacts, textField, weightText } from '../../check/body-fields.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { formatDate } from '../../check/said.ts';
import type { Said } from '../../check/said.ts';
import type { Card, DomainView, Names } from '../../domains.ts';

const titles: Record<string, string> = {
  'origin/crop-rules': 'Định mức của cây trồng',
  'origin/growing-area': 'Vùng trồng',
  'origin/farm': 'Hộ, vườn',
  'origin/event': 'Bước trong chuỗi cung ứng',
  'origin/recall': 'Thông báo thu hồi',
  'origin/alias': 'Số lô của một sản phẩm',
};

/** The facts to compare with the product in hand, in the order people look for them. Absent ones are left out. */
function card({ type, body }: ProvenRecord, names: Names): Card {
  const [producer, area] = [textField(body, 'producer'), textField(body, 'growingArea')];
  const [date, commune] = [textField(body, 'harvestDate'), textField(body, 'commune')];
  const ofRecord = (id: string | undefined, field: string): string | undefined => {
    const named = id === undefined ? undefined : names.record(id);
    return named && textField(named.body, field);
  };
  const eventType = type === 'origin/event' ? textField(body, 'eventType') : undefined;
  return {
    title:
      textField(objectField(body, 'product'), 'name') ??
      textField(body, 'name') ??
      (eventType === undefined ? undefined : eventName(eventType, type).vi) ??
      titles[type] ??
      type,
    facts: presentFacts([
      [{ vi: 'Số lô', en: 'Lot' }, textField(body, 'lot')],
      [{ vi: 'Mã GTIN', en: 'GTIN' }, textField(objectField(body, 'product'), 'gtin')],
      [{ vi: 'Khối lượng tịnh', en: 'Net weight' }, weightText(textField(body, 'weightKg'))],
      [{ vi: 'Ngày thu hoạch', en: 'Harvest date' }, date && formatDate(date)],
      [{ vi: 'Mã vùng trồng', en: 'Growing area code' }, textField(body, 'puc') ?? ofRecord(area, 'puc')],
      [{ vi: 'Xã, phường', en: 'Commune or ward' }, commune && names.commune(commune)],
      [{ vi: 'Đơn vị sản xuất', en: 'Produced by' }, ofRecord(producer, 'name')],
      [{ vi: 'Đơn vị', en: 'Unit' }, ofRecord(textField(body, 'unit'), 'name')],
      [{ vi: 'Lý do', en: 'Reason' }, type === 'origin/recall' ? textField(body, 'reason') : undefined],
    ]),
  };
}

function related({ body }: ProvenRecord): string[] {
  const recalls = Array.isArray(body['recalls']) ? (body['recalls'] as unknown[]) : [];
  return [body['growingArea'], body['producer'], body['unit'], recalls[0]].filter(isId);
}

export const originView: DomainView = { card, related, expiresAt: () => undefined };

/** The recall notices that a proven body names as in force for it. */
export function recallNotices({ type, body }: ProvenRecord): string[] {
  const recalls: unknown = type === 'origin/batch' ? body['recalls'] : undefined;
  return Array.isArray(recalls) ? recalls.filter(isId) : [];
}

const eventNames: Record<string, Said> = {
  harvest: { vi: 'Thu hoạch', en: 'Harvested' },
  pack: { vi: 'Đóng gói', en: 'Packed' },
  ship: { vi: 'Xuất hàng', en: 'Shipped' },
  receive: { vi: 'Nhận hàng', en: 'Received' },
  split: { vi: 'Tách lô', en: 'Split' },
  release: { vi: 'Cho lưu hành lại', en: 'Released' },
};
const typeNames: Record<string, Said> = {
  'origin/batch': { vi: 'Đăng ký lô', en: 'Lot registered' },
  'origin/recall': { vi: 'Thông báo thu hồi', en: 'Recall notice' },
};

/** A supply-chain step in words; an unknown step keeps its own name rather than vanishing. */
export function eventName(eventType: string, type: string): Said {
  return eventNames[eventType] ?? typeNames[type] ?? { vi: eventType || type, en: eventType || type };
}
