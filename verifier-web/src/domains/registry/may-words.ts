import type { Capability } from '@daunguon/records';
import type { Said } from '../../check/said.ts';

/** What an accreditation lets a unit do; a new capability does not compile until it has its words. */
const words: Readonly<Record<Capability, Said>> = {
  'origin:harvest': { vi: 'thu hoạch', en: 'harvest' },
  'origin:pack': { vi: 'đóng gói', en: 'pack' },
  'origin:ship': { vi: 'gửi hàng', en: 'ship goods' },
  'origin:receive': { vi: 'nhận hàng', en: 'receive goods' },
  'origin:gate': { vi: 'ghi hàng qua cổng cảng', en: 'record goods at a port' },
  'origin:inspect': { vi: 'kiểm tra hàng', en: 'inspect goods' },
  'credential:diploma': { vi: 'cấp văn bằng', en: 'issue diplomas' },
  'credential:course-certificate': { vi: 'cấp chứng chỉ khóa học', en: 'issue course certificates' },
  'credential:badge': { vi: 'cấp huy hiệu', en: 'issue badges' },
  'credential:attest': { vi: 'xác nhận hồ sơ, tệp', en: 'attest to documents and files' },
  'ocop:produce': { vi: 'lập hồ sơ OCOP', en: 'submit OCOP products' },
  'ocop:receive': { vi: 'tiếp nhận hồ sơ OCOP', en: 'receive OCOP dossiers' },
  'carbon:own': { vi: 'giữ tín chỉ các-bon', en: 'hold carbon units' },
  'carbon:verify': { vi: 'thẩm định dự án các-bon', en: 'verify carbon projects' },
  'carbon:authority': { vi: 'quản lý tín chỉ các-bon', en: 'administer carbon units' },
  'health:record': { vi: 'ghi hồ sơ sức khỏe', en: 'record health documents' },
  'heritage:steward': { vi: 'quản lý di sản', en: 'keep heritage' },
};

/** One that this page does not know stands for itself; undefined where there is none. */
export function maySaid(may: unknown): Said | undefined {
  const codes = (Array.isArray(may) ? (may as unknown[]) : []).filter((code) => typeof code === 'string');
  if (codes.length === 0) return undefined;
  const all = codes.map((code) => (Object.hasOwn(words, code) ? words[code as Capability] : { vi: code, en: code }));
  return { vi: all.map(({ vi }) => vi).join(', '), en: all.map(({ en }) => en).join(', ') };
}
