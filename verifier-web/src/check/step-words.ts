import type { StepName, StepResult } from '@daunguon/proof';
import type { Said } from './said.ts';

export const resultWords: Record<StepResult, Said> = {
  pass: { vi: 'đạt', en: 'pass' },
  fail: { vi: 'không đạt', en: 'fail' },
  unknown: { vi: 'chưa biết', en: 'unknown' },
  'not-applicable': { vi: 'không áp dụng', en: 'not applicable' },
};

/** What each step of docs/proof-format.md, section 7, establishes. For auditors: these use the words of the trade. */
export const stepWords: Record<StepName, Said> = {
  format: {
    vi: 'Gói bằng chứng đúng dạng và nói về mã được hỏi',
    en: 'The bundle is well-formed and names the id asked for',
  },
  'log-signature': { vi: 'Chữ ký của sổ (log) trên điểm chốt', en: 'Signature of the log on the checkpoint' },
  quorum: { vi: 'Đủ cơ quan cùng ký điểm chốt theo chính sách', en: 'Cosignatures satisfy the quorum of the policy' },
  'state-leaf': { vi: 'Lá trạng thái là lá cuối cùng của sổ', en: 'The state leaf is the last leaf of the log' },
  'record-leaf': { vi: 'Lá của hồ sơ nằm trong sổ', en: 'The record’s leaf is included in the log' },
  map: {
    vi: 'Bản đồ tình trạng chứng minh mã này (có hoặc không có)',
    en: 'The state map proves this id (present or absent)',
  },
  newest: { vi: 'Đó là phiên bản mới nhất của hồ sơ', en: 'It is the newest version of the record' },
  commitment: { vi: 'Nội dung và muối cho đúng cam kết trong lá', en: 'Contents and salt give the leaf’s commitment' },
  history: { vi: 'Các phiên bản trước nối thành chuỗi', en: 'Earlier versions form a chain' },
  consistency: { vi: 'Sổ nối tiếp sổ mà máy này đã thấy', en: 'The log extends the one seen on this device before' },
  freshness: { vi: 'Tình trạng được xác nhận đủ mới', en: 'The status was confirmed recently enough' },
  identifiers: {
    vi: 'Mã sản phẩm, lô, sê-ri trên nhãn trùng với hồ sơ',
    en: 'GTIN, lot and serial of the label equal the record’s',
  },
  presented: {
    vi: 'Dữ liệu người giữ đưa ra khớp với cam kết',
    en: 'What the holder presented agrees with the commitment',
  },
  anchor: { vi: 'Mốc neo ngoài là phần đầu của sổ này', en: 'The anchored head is a prefix of this log' },
};
