import { importSources, importSourceWords } from '@daunguon/records';
import type { Said } from '../../check/said.ts';

/** What was done to a credential, by the codes of its act record (`credential/act`). */
const acts: Record<string, Said> = {
  suspend: { vi: 'Tạm đình chỉ', en: 'Suspended' },
  resume: { vi: 'Khôi phục hiệu lực', en: 'Resumed' },
  revoke: { vi: 'Thu hồi', en: 'Revoked' },
  cancel: { vi: 'Hủy bỏ', en: 'Cancelled' },
  erase: { vi: 'Xóa nội dung', en: 'Contents erased' },
  'refuse-erasure': { vi: 'Từ chối xóa', en: 'Erasure refused' },
  reissue: { vi: 'Cấp lại', en: 'Issued again' },
  edit: { vi: 'Chỉnh sửa', en: 'Edited' },
  import: { vi: 'Nhập vào sổ', en: 'Imported' },
};

const grounds: Record<string, Said> = {
  investigation: { vi: 'đang xác minh', en: 'under investigation' },
  'investigation-closed': { vi: 'đã xác minh xong', en: 'investigation closed' },
  'key-theft': { vi: 'khóa của đơn vị bị mất', en: 'the unit’s key was stolen' },
  fraud: { vi: 'gian lận', en: 'fraud' },
  'not-qualified': { vi: 'không đủ điều kiện được cấp', en: 'not qualified for it' },
  'no-authority': { vi: 'cấp không đúng thẩm quyền', en: 'issued without authority' },
  altered: { vi: 'bị tẩy xóa, sửa chữa', en: 'altered' },
  'used-by-other': { vi: 'để người khác sử dụng', en: 'used by somebody else' },
  'court-decision': { vi: 'theo quyết định của tòa án', en: 'by a decision of a court' },
  'issued-in-error': { vi: 'cấp nhầm', en: 'issued in error' },
  'holder-request': { vi: 'theo yêu cầu của người giữ', en: 'at the holder’s request' },
  'register-must-be-kept': { vi: 'sổ gốc phải lưu theo luật', en: 'the law requires the register to be kept' },
  'legal-claim': { vi: 'cần cho một yêu cầu pháp lý', en: 'needed for a legal claim' },
  'clerical-error': { vi: 'sai sót khi ghi', en: 'a clerical error' },
  damaged: { vi: 'bản cũ hư hỏng', en: 'the old one is damaged' },
  'civil-status-change': { vi: 'thay đổi hộ tịch', en: 'a change of civil status' },
  ...Object.fromEntries(importSources.map((source) => [source, importSourceWords(source)])),
};

export const actSaid = (act: string): Said => acts[act] ?? { vi: act, en: act };
export const groundSaid = (ground: string): Said => grounds[ground] ?? { vi: ground, en: ground };
