import type { RecordStatus } from '@daunguon/records';

/** Vietnamese first, English beside it. */
export type Words = readonly [vi: string, en: string];

/** Standing as the gateway states it. Nothing here is a verdict: the page has not checked anything. */
export const statusWords: Readonly<Record<RecordStatus, Words>> = {
  active: ['Còn hiệu lực', 'In force'],
  held: ['Đang bị tạm giữ', 'Held for inspection'],
  recalled: ['ĐANG BỊ THU HỒI – không dùng sản phẩm này', 'RECALLED – do not use this product'],
  suspended: ['Tạm đình chỉ', 'Suspended'],
  revoked: ['Đã bị thu hồi', 'Revoked'],
  superseded: ['Đã có bản thay thế', 'Superseded'],
  cancelled: ['Đã bị hủy', 'Cancelled'],
  erased: ['Đã xóa theo yêu cầu', 'Erased on request'],
  closed: ['Đã kết thúc hoặc đã dùng hết', 'Closed, or used up'],
};

/** Names of the fields that the page shows, in their order. */
export const fieldWords: Readonly<Record<string, Words>> = {
  lot: ['Số lô', 'Lot'],
  name: ['Tên', 'Name'],
  puc: ['Mã số vùng trồng', 'Growing area code'],
  crop: ['Cây trồng', 'Crop'],
  harvestDate: ['Ngày thu hoạch', 'Harvested on'],
  weightKg: ['Khối lượng (kg)', 'Weight (kg)'],
  eventType: ['Việc đã làm', 'Event'],
  kind: ['Loại', 'Kind'],
  reason: ['Lý do', 'Reason'],
  class: ['Mức thu hồi', 'Recall class'],
  address: ['Địa chỉ', 'Address'],
  decision: ['Quyết định', 'Decision'],
  from: ['Từ', 'From'],
  until: ['Đến', 'Until'],
  note: ['Ghi chú', 'Note'],
};

export const eventWords: Readonly<Record<string, Words>> = {
  harvest: ['Thu hoạch', 'Harvest'],
  pack: ['Đóng gói', 'Packing'],
  ship: ['Gửi hàng', 'Shipping'],
  receive: ['Nhận hàng', 'Receipt'],
  split: ['Tách lô', 'Split'],
  merge: ['Gộp lô', 'Merging'],
  sell: ['Bán', 'Sale'],
  destroy: ['Tiêu hủy', 'Destruction'],
  load: ['Xếp hàng', 'Loading'],
  seal: ['Niêm phong', 'Sealing'],
  unload: ['Dỡ hàng', 'Unloading'],
  'gate-in': ['Vào cổng cảng', 'Gate in'],
  'gate-out': ['Ra cổng cảng', 'Gate out'],
};

export const pageWords = {
  title: ['Theo lời máy chủ – chưa kiểm chứng', 'As stated by the server – not verified'],
  meaning: [
    'Trang này chỉ chép lại điều máy chủ nói và chưa kiểm tra gì. Hãy bật JavaScript và mở trang kiểm tra để tự kiểm chứng.',
    'This page only repeats what the server says; nothing was checked. Turn on JavaScript and open the verifier to check for yourself.',
  ],
  open: ['Mở trang kiểm tra', 'Open the verifier'],
  missing: [
    'Máy chủ nói không có hồ sơ mang mã này. Điều đó cũng chưa được kiểm chứng.',
    'The server says that there is no record of this code. That was not verified either.',
  ],
  standing: ['Tình trạng', 'Standing'],
  product: ['Sản phẩm', 'Product'],
  commune: ['Xã, phường', 'Commune'],
  owner: ['Đơn vị đang giữ', 'Held by'],
  producer: ['Đơn vị làm ra', 'Made by'],
  code: ['Mã hồ sơ', 'Record id'],
  stated: ['Ghi lúc', 'Recorded at'],
  recall: ['Lý do thu hồi', 'Reason of the recall'],
  timeline: ['Đường đi', 'Timeline'],
  stars: ['Hạng', 'Rating'],
  expired: ['Đã hết hạn', 'Expired'],
} as const satisfies Record<string, Words>;
