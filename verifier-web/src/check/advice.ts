import type { VerdictCode } from '@daunguon/proof';
import { isOfTraining } from './verdict.ts';
import type { Verdict } from './verdict.ts';
import type { Said } from './said.ts';

/** What a reader does about a verdict: the same for every record, unless what it is about makes a difference. */
const advice: Record<VerdictCode, Said> = {
  recalled: {
    vi: 'Đừng dùng, đừng bán. Giữ nguyên hàng và hỏi nơi bán cách trả lại.',
    en: 'Do not use or sell it. Keep it as it is and ask the seller how to return it.',
  },
  mismatch: {
    vi: 'Đừng chấp nhận bản này. Hỏi thẳng đơn vị phát hành.',
    en: 'Do not accept this copy. Ask the issuing organisation itself.',
  },
  'not-issued': {
    vi: 'Đừng mua, đừng dùng. So lại số sê-ri; nếu đúng như vậy, bấm “Báo nghi giả”.',
    en: 'Do not buy or use it. Compare the serial again; if it is as scanned, press “Report a suspected fake”.',
  },
  absent: {
    vi: 'So lại từng ký tự của mã. Nếu mã đúng như trên nhãn, đừng mua và bấm “Báo nghi giả”.',
    en: 'Compare the code character by character. If it is as on the label, do not buy, and press “Report a suspected fake”.',
  },
  withdrawn: {
    vi: 'Đừng dựa vào hồ sơ này nữa: từ ngày trên nó không còn giá trị. Hỏi đơn vị đã cấp nếu cần.',
    en: 'Do not rely on this record: since that day it is void. Ask whoever issued it if you need to.',
  },
  suspended: {
    vi: 'Khoan dựa vào hồ sơ này. Hỏi đơn vị đã cấp, hoặc kiểm tra lại sau khi có kết luận.',
    en: 'Do not rely on it for now. Ask whoever issued it, or check again once it is decided.',
  },
  held: {
    vi: 'Chưa mua, chưa dùng. Đợi thanh tra xong rồi kiểm tra lại.',
    en: 'Do not buy or use it yet. Wait for the inspection and check again.',
  },
  erased: {
    vi: 'Không còn gì để đối chiếu, và đó không phải dấu hiệu giả. Xin giấy tờ khác từ người đưa.',
    en: 'Nothing is left to compare, which is no sign of a fake. Ask who shows it for other papers.',
  },
  'cannot-check': {
    vi: 'Chưa kết luận gì cả. Kiểm tra lại khi có mạng, hoặc bấm “Thử lại”.',
    en: 'Conclude nothing yet. Check again with a connection, or press “Try again”.',
  },
  stale: {
    vi: 'Hồ sơ thật nhưng tin đã cũ. Bấm “Thử lại” khi có mạng trước khi mua, dùng hay chấp nhận.',
    en: 'The record is genuine but the news is old. Press “Try again” with a connection before you buy, use or accept it.',
  },
  expired: {
    vi: 'Từng đúng, nay hết hạn. Hỏi bản còn hạn trước khi dựa vào.',
    en: 'It was right and has expired. Ask for one in force before relying on it.',
  },
  superseded: {
    vi: 'Đừng dùng bản này. Mở hoặc hỏi bản thay thế.',
    en: 'Do not use this version. Open or ask for the one that replaced it.',
  },
  closed: {
    vi: 'Đừng nhận thêm gì theo hồ sơ này: số lượng ghi ở đây đã dùng hết, bán hết hoặc loại bỏ.',
    en: 'Accept nothing more under this record: the quantity in it has been used up, sold out or retired.',
  },
  sealed: {
    vi: 'Chưa biết hồ sơ ghi gì. Xin người giữ đường dẫn đầy đủ rồi so với giấy tờ của họ.',
    en: 'What it says is not known. Ask the holder for the full link and compare it with their papers.',
  },
  authentic: {
    vi: 'So tên, số lô và tem bên dưới với món hàng trong tay. Khớp thì dùng được.',
    en: 'Compare name, lot and seal below with what you hold. If they agree, you can use it.',
  },
};

const byRecord: Readonly<Record<string, Said>> = {
  'credential/credential': {
    vi: 'So họ tên, ngày sinh bên dưới với giấy tờ của người đưa. Khớp thì chấp nhận được.',
    en: 'Compare name and birth date below with the papers of who shows it. If they agree, you can accept it.',
  },
  'health/commitment': {
    vi: 'So tệp đang giữ ở mục bên dưới, và so với giấy tờ của người bệnh. Khớp thì chấp nhận được.',
    en: 'Compare the file that you hold below, and the patient’s papers. If they agree, you can accept it.',
  },
};
/** What is no thing in a hand: a certificate, a site, a unit, a decision. */
const aPaper: Said = {
  vi: 'So nội dung bên dưới với điều bạn được cho biết. Khớp thì tin được hồ sơ này.',
  en: 'Compare the contents below with what you were told. If they agree, you can rely on this record.',
};
const goods = new Set(['origin/batch', 'origin/alias', 'ocop/product']);

const copied: Said = {
  vi: 'Chưa mua vội: xem tem có bị bóc hay in lại không, hỏi nguồn hàng. Nghi ngờ thì bấm “Báo nghi giả”.',
  en: 'Do not buy yet: see whether the seal was opened or reprinted, ask where it came from. In doubt press “Report a suspected fake”.',
};
const toldRecall: Said = {
  vi: 'Tạm thời đừng dùng. Bấm “Thử lại” sau ít phút để biết chắc.',
  en: 'Do not use it for now. Press “Try again” in a few minutes to be sure.',
};
const training: Said = {
  vi: 'Chỉ để học. Đừng mua bán gì theo hồ sơ này.',
  en: 'For learning only. Do not buy or sell anything by this record.',
};

/** One thing to do; `type` is that of the record, empty where none was proven. */
export function adviceFor(verdict: Verdict, type = ''): Said {
  if (isOfTraining(verdict)) return training;
  if (verdict.stated === true) return verdict.retry ? toldRecall : copied;
  if (verdict.code !== 'authentic' || goods.has(type)) return advice[verdict.code];
  return byRecord[type] ?? aPaper;
}
