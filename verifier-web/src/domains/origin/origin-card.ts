import { formatDate } from '../../browser/said.ts';
import type { Said } from '../../browser/said.ts';
import type { RecordAnswer } from '../../browser/record-answer.ts';

export interface Fact {
  label: Said;
  value: string;
}

/** The facts to compare with the product in hand, in the order people look for them. Absent ones are left out. */
export function batchFacts({ record, units, commune }: RecordAnswer): Fact[] {
  const { body } = record;
  const weight = weightText(body);
  return [
    fact({ vi: 'Sản phẩm', en: 'Product' }, productName(record)),
    fact({ vi: 'Số lô', en: 'Lot' }, field(body, 'lot')),
    fact({ vi: 'Khối lượng tịnh', en: 'Net weight' }, weight),
    fact(
      { vi: 'Ngày thu hoạch', en: 'Harvest date' },
      dateText(field(body, 'harvestDate') ?? field(body, 'harvestedOn')),
    ),
    fact({ vi: 'Mã vùng trồng', en: 'Growing area code' }, growingArea(body)),
    fact({ vi: 'Xã, phường', en: 'Commune or ward' }, commune?.name || commune?.code),
    fact({ vi: 'Đơn vị', en: 'Unit' }, units[record.owner]?.name || undefined),
  ].filter((entry): entry is Fact => entry !== null);
}

export function productName({ body }: { body: Record<string, unknown> }): string | undefined {
  const product = body['product'];
  if (typeof product === 'object' && product !== null) return field(product as Record<string, unknown>, 'name');
  return field(body, 'productName') ?? field(body, 'product');
}

const eventNames: Record<string, Said> = {
  harvest: { vi: 'Thu hoạch', en: 'Harvested' },
  register: { vi: 'Đăng ký lô', en: 'Lot registered' },
  pack: { vi: 'Đóng gói', en: 'Packed' },
  ship: { vi: 'Xuất hàng', en: 'Shipped' },
  receive: { vi: 'Nhận hàng', en: 'Received' },
  split: { vi: 'Tách lô', en: 'Split' },
  recall: { vi: 'Thông báo thu hồi', en: 'Recall notice' },
  release: { vi: 'Cho lưu hành lại', en: 'Released' },
};

/** A supply-chain step in words; an unknown step keeps its own name rather than vanishing. */
export function eventName(eventType: string, type: string): Said {
  if (eventType === '' && type === 'origin/recall') return eventNames['recall'] as Said;
  return eventNames[eventType] ?? { vi: eventType || type, en: eventType || type };
}

function growingArea(body: Record<string, unknown>): string | undefined {
  const area = body['growingArea'];
  if (typeof area === 'object' && area !== null) return field(area as Record<string, unknown>, 'code');
  return field(body, 'growingAreaCode') ?? field(body, 'growingArea');
}

/** Weights on the ledger are whole grams or kilograms, or decimal strings. */
function weightText(body: Record<string, unknown>): string | undefined {
  const kg = field(body, 'netWeightKg') ?? field(body, 'weightKg');
  if (kg !== undefined) return `${kg.replace('.', ',')} kg`;
  const grams = Number(field(body, 'netWeightG') ?? NaN);
  return Number.isFinite(grams)
    ? `${(grams / 1000).toLocaleString('vi-VN', { maximumFractionDigits: 3 })} kg`
    : undefined;
}

function dateText(date: string | undefined): string | undefined {
  return date === undefined ? undefined : formatDate(date);
}

function field(body: Record<string, unknown>, name: string): string | undefined {
  const value = body[name];
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;
}

function fact(label: Said, value: string | undefined): Fact | null {
  return value === undefined || value === '' ? null : { label, value };
}
