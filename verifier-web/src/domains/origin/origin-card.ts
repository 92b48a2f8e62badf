import { objectField, presentFacts, textField, weightText } from '../../browser/body-fields.ts';
import type { RecordState } from '../../browser/record-answer.ts';
import { formatDate } from '../../browser/said.ts';
import type { Said } from '../../browser/said.ts';
import type { Card, Names } from '../../domains.ts';

const titles: Record<string, string> = {
  'origin/growing-area': 'Vùng trồng',
  'origin/farm': 'Hộ, vườn',
  'origin/event': 'Bước trong chuỗi cung ứng',
  'origin/recall': 'Thông báo thu hồi',
};

/** The facts to compare with the product in hand, in the order people look for them. Absent ones are left out. */
export function originFacts({ type, body, owner }: RecordState, names: Names): Card {
  const producer = textField(body, 'producer') ?? owner;
  const date = textField(body, 'harvestDate');
  const commune = textField(body, 'commune');
  const area = textField(body, 'growingArea');
  return {
    title: textField(objectField(body, 'product'), 'name') ?? textField(body, 'name') ?? titles[type] ?? type,
    facts: presentFacts([
      [{ vi: 'Số lô', en: 'Lot' }, textField(body, 'lot')],
      [{ vi: 'Khối lượng tịnh', en: 'Net weight' }, weightText(textField(body, 'weightKg'))],
      [{ vi: 'Ngày thu hoạch', en: 'Harvest date' }, date && formatDate(date)],
      [
        { vi: 'Mã vùng trồng', en: 'Growing area code' },
        textField(body, 'puc') ?? (area === undefined ? undefined : names.growingArea(area)),
      ],
      [{ vi: 'Xã, phường', en: 'Commune or ward' }, commune && names.commune(commune)],
      [{ vi: 'Đơn vị sản xuất', en: 'Produced by' }, names.unit(producer)],
      [{ vi: 'Đang ở', en: 'Now held by' }, producer === owner ? undefined : names.unit(owner)],
      [{ vi: 'Mã GTIN', en: 'GTIN' }, textField(objectField(body, 'product'), 'gtin')],
      [{ vi: 'Lý do', en: 'Reason' }, type === 'origin/recall' ? textField(body, 'reason') : undefined],
    ]),
  };
}

/** The sealed body of a batch lists the recall notices in force for it: a gateway that leaves the recall out is caught here. */
export function namesRecall({ body }: RecordState): boolean {
  return Array.isArray(body['recalls']) && body['recalls'].length > 0;
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
