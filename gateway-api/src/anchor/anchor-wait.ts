/** Why the worker does not go on by itself right now; `nothing`: there is nothing to do. */
export type AnchorWait = keyof typeof anchorWaits;

/** For the operations page, Vietnamese first. `alarm`: a person must look. */
export const anchorWaits = {
  nothing: { vi: 'Đã neo hết những gì cần neo', en: 'everything due is anchored', alarm: false },
  busy: { vi: 'Đang neo', en: 'an anchor is under way', alarm: false },
  lease: { vi: 'Tiến trình khác đang giữ khóa neo', en: 'another process holds the anchor key', alarm: false },
  unreachable: { vi: 'Không liên lạc được nút EVM', en: 'the EVM node does not answer', alarm: false },
  refused: { vi: 'Nút EVM từ chối giao dịch', en: 'the EVM node refuses the transaction', alarm: true },
  fees: {
    vi: 'Giá gas đang cao hơn mức trần đã đặt, chờ giá giảm',
    en: 'the gas price is above the configured ceiling; waiting for it to fall',
    alarm: false,
  },
  funds: { vi: 'Tài khoản neo không đủ tiền trả phí', en: 'the anchor account cannot pay the fee', alarm: true },
  contract: { vi: 'Không có hợp đồng neo tại địa chỉ đã đặt', en: 'no anchor contract at that address', alarm: true },
  'nonce-taken': {
    vi: 'Giao dịch khác đã dùng khóa neo, chờ khối của nó thành chung cuộc',
    en: 'another transaction used the anchor key; waiting until its block is final',
    alarm: true,
  },
  'log-behind': {
    vi: 'Trên chuỗi có bản neo lớn hơn nhật ký hiện có',
    en: 'the chain holds a larger head than the log has',
    alarm: true,
  },
  conflict: {
    vi: 'Bản neo trên chuỗi MÂU THUẪN với nhật ký',
    en: 'the head on the chain CONTRADICTS the log',
    alarm: true,
  },
} as const satisfies Record<string, { vi: string; en: string; alarm: boolean }>;
