import type { Said } from '../../check/said.ts';

const eventNames: Record<string, Said> = {
  harvest: { vi: 'Thu hoạch', en: 'Harvested' },
  pack: { vi: 'Đóng gói', en: 'Packed' },
  ship: { vi: 'Xuất hàng', en: 'Shipped' },
  receive: { vi: 'Nhận hàng', en: 'Received' },
  split: { vi: 'Tách lô', en: 'Split' },
  merge: { vi: 'Gộp lô', en: 'Merged' },
  sell: { vi: 'Bán', en: 'Sold' },
  destroy: { vi: 'Tiêu hủy', en: 'Destroyed' },
  load: { vi: 'Xếp hàng', en: 'Loaded' },
  seal: { vi: 'Niêm phong', en: 'Sealed' },
  unload: { vi: 'Dỡ hàng', en: 'Unloaded' },
  'gate-in': { vi: 'Vào cổng cảng', en: 'Entered the port' },
  'gate-out': { vi: 'Ra cổng cảng', en: 'Left the port' },
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

const buyers: Record<string, Said> = {
  trader: { vi: 'thương lái', en: 'a trader' },
  processor: { vi: 'cơ sở chế biến', en: 'a processor' },
  exporter: { vi: 'doanh nghiệp xuất khẩu', en: 'an exporter' },
  'market-stall': { vi: 'tiểu thương chợ', en: 'a market stall' },
  restaurant: { vi: 'quán ăn, nhà hàng', en: 'a restaurant' },
  household: { vi: 'hộ gia đình', en: 'a household' },
};

/** The warning about a step whose receiver nobody registered. */
export function unconfirmedWords(buyer: string): Said {
  const named = buyers[buyer] ?? { vi: buyer, en: buyer };
  return {
    vi: `Giao cho ${named.vi} chưa đăng ký – chưa ai xác nhận`,
    en: `Handed to ${named.en} who is not registered – confirmed by nobody`,
  };
}
