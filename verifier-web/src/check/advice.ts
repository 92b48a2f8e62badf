import type { VerdictCode } from '@daunguon/proof';
import { isOfTraining } from './verdict.ts';
import type { Verdict } from './verdict.ts';
import type { Said } from './said.ts';

/** What a reader has before them: what to do about a verdict depends on it. */
type Kind =
  | 'goods'
  | 'journey'
  | 'ocop'
  | 'certificate'
  | 'accreditation'
  | 'credential'
  | 'health'
  | 'carbon'
  | 'retirement'
  | 'heritage'
  | 'unit'
  | 'other';

const kinds: Readonly<Record<string, Kind>> = {
  'origin/batch': 'goods',
  'origin/alias': 'goods',
  'origin/shipment-unit': 'journey',
  'origin/certificate': 'certificate',
  'ocop/product': 'ocop',
  'ocop/rating': 'ocop',
  'registry/accreditation': 'accreditation',
  'registry/unit': 'unit',
  'registry/organisation': 'unit',
  'credential/credential': 'credential',
  'health/commitment': 'health',
  'carbon/block': 'carbon',
  'carbon/issuance': 'carbon',
  'carbon/retirement': 'retirement',
  'heritage/item': 'heritage',
};
const kindOf = (type: string): Kind => kinds[type] ?? 'other';

/** Whether a record of this type is of goods that somebody may hold in their hand. */
export const areGoods = (type: string): boolean => ['goods', 'ocop'].includes(kindOf(type));

type ByKind = Partial<Record<Kind, Said>> & { other: Said };

const noRecall = {
  vi: 'Đây không phải lệnh thu hồi hàng: muốn biết hàng ra sao, quét mã của lô trên bao bì.',
  en: 'This is no recall of goods: to know about the goods, scan the code of the lot on the package.',
};

/** One thing to do for every verdict, in the words of the market; by what the record is of, where that makes a difference. */
const advice: Record<VerdictCode, ByKind> = {
  recalled: {
    other: {
      vi: 'Đừng ăn, đừng dùng, đừng bán. Giữ nguyên hàng và hỏi nơi bán cách trả lại. Lỡ ăn mà thấy khó chịu thì đi khám ngay.',
      en: 'Do not eat, use or sell it. Keep it as it is and ask the seller how to return it. If you ate it and feel unwell, see a doctor at once.',
    },
  },
  mismatch: {
    other: {
      vi: 'Đừng chấp nhận bản này. Hỏi thẳng nơi đã cấp.',
      en: 'Do not accept this copy. Ask the issuer directly.',
    },
  },
  'not-issued': {
    other: {
      vi: 'Đừng mua, đừng dùng. So số sê-ri ở trên với số in trên nhãn: giống nhau thì bấm “Báo nghi giả”, khác nhau thì quét lại.',
      en: 'Do not buy or use it. Compare the serial above with the one on the label: if they agree, press “Report a suspected fake”; if not, scan again.',
    },
  },
  absent: {
    other: {
      vi: 'Đừng mua, đừng nhận. So mã ở trên với mã in trên nhãn hay giấy: giống nhau thì bấm “Báo nghi giả”, khác nhau thì quét hay gõ lại.',
      en: 'Do not buy or accept it. Compare the code above with the one on the label or paper: if they agree, press “Report a suspected fake”; if not, scan or type it again.',
    },
  },
  withdrawn: {
    ocop: {
      vi: `Đừng dựa vào hạng OCOP này để mua: hạng không còn giá trị. ${noRecall.vi}`,
      en: `Do not rely on this OCOP rating to buy: it is void. ${noRecall.en}`,
    },
    certificate: {
      vi: `Đừng dựa vào chứng nhận này để mua: giấy không còn giá trị. ${noRecall.vi}`,
      en: `Do not rely on this certificate to buy: it is void. ${noRecall.en}`,
    },
    accreditation: {
      vi: 'Đơn vị này không còn được làm việc ghi trong giấy. Đừng nhận hàng hay việc dựa vào giấy này nữa.',
      en: 'The unit may no longer do what the paper says. Accept no goods and no work on the strength of it.',
    },
    credential: {
      vi: 'Đừng chấp nhận văn bằng này: nó không còn giá trị, kể từ ngày ghi ở trên. Cần thì hỏi đơn vị đã cấp.',
      en: 'Do not accept this credential: it is void since the day above. Ask whoever issued it if you need to.',
    },
    health: {
      vi: 'Đừng dùng hồ sơ này để khám, phát thuốc hay thanh toán. Hỏi cơ sở y tế đã lập.',
      en: 'Do not treat, dispense or pay by this record. Ask the facility that made it.',
    },
    other: {
      vi: 'Đừng dựa vào hồ sơ này nữa: nó không còn giá trị, kể từ ngày ghi ở trên. Cần thì hỏi đơn vị đã cấp.',
      en: 'Do not rely on this record any more: it is void since the day above. Ask whoever issued it if you need to.',
    },
  },
  suspended: {
    ocop: {
      vi: `Khoan dựa vào hạng OCOP này để mua: chưa có kết luận. ${noRecall.vi}`,
      en: `Do not rely on this OCOP rating to buy yet: it is not decided. ${noRecall.en}`,
    },
    certificate: {
      vi: `Khoan dựa vào chứng nhận này để mua: chưa có kết luận. ${noRecall.vi}`,
      en: `Do not rely on this certificate to buy yet: it is not decided. ${noRecall.en}`,
    },
    credential: {
      vi: 'Khoan chấp nhận văn bằng này. Hỏi đơn vị đã cấp, hoặc kiểm tra lại khi có kết luận.',
      en: 'Do not accept this credential now. Ask whoever issued it, or check again once it is decided.',
    },
    other: {
      vi: 'Khoan dựa vào hồ sơ này. Hỏi đơn vị đã cấp, hoặc kiểm tra lại khi có kết luận.',
      en: 'Do not rely on this record now. Ask whoever issued it, or check again once it is decided.',
    },
  },
  held: {
    other: {
      vi: 'Đừng mua, đừng dùng lúc này. Đã mua thì để riêng; đợi kiểm tra xong rồi quét lại.',
      en: 'Do not buy or use it now. If you have bought it, set it aside; scan again when the inspection is over.',
    },
  },
  erased: {
    heritage: {
      vi: 'Không còn gì để xem, và đó không phải dấu hiệu giả. Đừng dùng lại nội dung cũ; cần thì hỏi nơi giữ di sản.',
      en: 'Nothing is left to see, which is no sign of a fake. Do not reuse the old contents; ask the keeper of the heritage if you need to.',
    },
    other: {
      vi: 'Chưa chấp nhận: không còn gì để so, dù đó không phải dấu hiệu giả. Hỏi người đưa xem họ có giấy tờ khác không.',
      en: 'Do not accept it yet: nothing is left to compare, though that is no sign of a fake. Ask the person who shows it for other papers.',
    },
  },
  'cannot-check': {
    other: {
      vi: 'Chưa biết thật hay giả: khoan mua, khoan nhận. Bấm “Thử lại” sau ít phút; không chờ được thì xem giấy tờ khác rồi hãy quyết.',
      en: 'Genuine or fake is not known: do not buy or accept it yet. Press “Try again” in a few minutes; if you cannot wait, see other papers first.',
    },
  },
  stale: {
    other: {
      vi: 'Lúc ấy còn hiệu lực, nay chưa biết: khoan mua, dùng hay chấp nhận. Bấm “Thử lại” khi có mạng; kết quả mới cho biết nên làm gì.',
      en: 'It was in force then; now is not known: do not buy, use or accept it yet. Press “Try again” with a connection; the new result tells what to do.',
    },
  },
  expired: {
    ocop: {
      vi: 'Hạng OCOP hết hạn, không phải món hàng: hạn dùng của hàng xem trên bao bì. Đừng dựa vào hạng này để mua.',
      en: 'The OCOP rating expired, not the goods: see the use-by date on the package. Do not rely on this rating to buy.',
    },
    certificate: {
      vi: 'Chứng nhận hết hạn, không phải món hàng: hạn dùng của hàng xem trên bao bì. Hỏi người bán bản còn hạn.',
      en: 'The certificate expired, not the goods: see the use-by date on the package. Ask the seller for one in force.',
    },
    accreditation: {
      vi: 'Đơn vị này hết hạn được làm việc ghi trong giấy. Hỏi họ giấy còn hạn trước khi nhận hàng hay việc.',
      en: 'The unit’s time to do what the paper says is over. Ask for one in force before you accept goods or work.',
    },
    credential: {
      vi: 'Đừng chấp nhận bản này: nó từng đúng, nay hết hạn. Hỏi người đưa xem họ có bản còn hạn không.',
      en: 'Do not accept this copy: it was right and has expired. Ask the person who shows it for one in force.',
    },
    other: {
      vi: 'Từng đúng, nay hết hạn. Hỏi bản còn hạn trước khi dựa vào.',
      en: 'It was right and has expired. Ask for one in force before relying on it.',
    },
  },
  superseded: {
    credential: {
      vi: 'Đừng chấp nhận bản này. Hỏi người đưa về bản mới đã thay cho nó.',
      en: 'Do not accept this copy. Ask the person who shows it for the new one that replaced it.',
    },
    other: {
      vi: 'Đừng dùng bản này. Hỏi bản mới thay cho nó.',
      en: 'Do not use this version. Ask for the new one that replaced it.',
    },
  },
  closed: {
    goods: {
      vi: 'Hàng đã chuyển hết sang lô khác hoặc tiêu hủy. Tìm số lô mới trên bao bì và quét mã của nó; không có thì đừng mua, và nếu đã mua thì khoan dùng, hỏi nơi bán.',
      en: 'All of it became other lots or was destroyed. Look for the new lot on the package and scan its code; without one do not buy, and if you bought it, do not use it yet: ask the seller.',
    },
    journey: {
      vi: 'Chuyến này đã xong, bên trong không còn gì. Muốn biết về món hàng, quét mã của lô trên bao bì.',
      en: 'This journey is over and nothing is left inside. To know about the goods, scan the code of the lot on the package.',
    },
    carbon: {
      vi: 'Đừng mua, đừng nhận tín chỉ này: nó đã được dùng hoặc hủy, không chuyển tiếp được nữa.',
      en: 'Do not buy or accept these units: they were used or cancelled and can be passed on no more.',
    },
    other: {
      vi: 'Đừng nhận thêm gì theo hồ sơ này: nó đã kết thúc.',
      en: 'Accept nothing more under this record: it is closed.',
    },
  },
  sealed: {
    credential: {
      vi: 'Chưa chấp nhận: chưa biết văn bằng ghi gì, của ai. Xin người giữ mã QR hoặc đường dẫn đầy đủ rồi mở lại; không có thì hỏi thẳng nơi cấp.',
      en: 'Do not accept it yet: what it says, and of whom, is not known. Ask the holder for the full QR code or link and open that; without one, ask the issuer.',
    },
    health: {
      vi: 'Chưa chấp nhận: chưa biết hồ sơ ghi gì, của ai. Xin người bệnh mã QR hoặc đường dẫn đầy đủ rồi mở lại; không có thì hỏi thẳng cơ sở y tế.',
      en: 'Do not accept it yet: what it says, and of whom, is not known. Ask the patient for the full QR code or link and open that; without one, ask the facility.',
    },
    other: {
      vi: 'Chưa chấp nhận: chưa biết hồ sơ ghi gì. Xin người giữ đường dẫn đầy đủ rồi mở lại.',
      en: 'Do not accept it yet: what it says is not known. Ask the holder for the full link and open that.',
    },
  },
  authentic: {
    goods: {
      vi: 'So tên và số lô bên dưới, cả số sê-ri nếu có, với nhãn trên món hàng. Khớp thì mua, dùng được; không khớp thì đừng, bấm “Báo nghi giả”.',
      en: 'Compare name and lot below, and the serial if there is one, with the label on the goods. If they agree, you can buy and use it; if not, do not, and press “Report a suspected fake”.',
    },
    journey: {
      vi: 'So số và niêm phong bên dưới với container, pallet hay bưu kiện. Khớp thì đúng là chuyến này; hàng bên trong thì quét mã của lô.',
      en: 'Compare number and seal below with the container, pallet or parcel. If they agree, it is this journey; for the goods inside scan the code of the lot.',
    },
    ocop: {
      vi: 'So tên, số sao và đơn vị bên dưới với bao bì. Khớp thì sao OCOP là thật; hạn dùng của hàng xem trên bao bì.',
      en: 'Compare name, stars and producer below with the package. If they agree, the OCOP stars are genuine; see the use-by date on the package.',
    },
    certificate: {
      vi: 'So số và tên bên dưới với giấy người bán đưa. Khớp thì chứng nhận là thật; hàng thì quét mã của lô.',
      en: 'Compare number and name below with the seller’s paper. If they agree, the certificate is genuine; for goods scan the code of the lot.',
    },
    accreditation: {
      vi: 'So tên đơn vị bên dưới với nơi bạn giao dịch, và xem họ được làm việc gì. Đúng tên, đúng việc thì giao dịch được.',
      en: 'Compare the unit below with whom you deal with, and see what it may do. If name and work are right, you can deal with it.',
    },
    credential: {
      vi: 'So họ tên, ngày sinh bên dưới với căn cước hay giấy tờ khác của người đưa. Khớp thì chấp nhận được; không khớp thì đừng nhận.',
      en: 'Compare name and birth date below with the identity card or other papers of the person. If they agree, you can accept it; if not, do not.',
    },
    health: {
      vi: 'Xin người bệnh tệp điện tử của hồ sơ và chọn tệp ấy ở mục “So tệp hồ sơ” bên dưới. Tệp khớp, tên trong tệp đúng với căn cước của họ thì chấp nhận được. Chỉ có bản giấy thì hỏi cơ sở y tế.',
      en: 'Ask the patient for the electronic file of the record and choose it under “Compare the record’s file” below. If it matches and names the person as their identity card does, you can accept it. With paper only, ask the facility.',
    },
    carbon: {
      vi: 'So sê-ri và số lượng bên dưới với hợp đồng hay tin chào bán. Khớp thì tín chỉ có thật; nó của ai, trang này không nói: chỉ trả tiền khi sổ đã chuyển nó vào tài khoản của bạn.',
      en: 'Compare serials and quantity below with the contract or the offer. If they agree, the units exist; whose they are is not said here: pay only once the register has moved them to your account.',
    },
    retirement: {
      vi: 'So số chứng nhận, số lượng và tên bên dưới với giấy bạn nhận được. Khớp thì giấy ấy là thật; tín chỉ này không bán lại được.',
      en: 'Compare number, quantity and name below with the paper that you were given. If they agree, it is genuine; these units cannot be sold again.',
    },
    heritage: {
      vi: 'So tên và nơi bên dưới với biển hay lời giới thiệu tại chỗ. Khớp thì đúng là di sản này.',
      en: 'Compare name and place below with the sign or what is told on the spot. If they agree, it is this heritage.',
    },
    unit: {
      vi: 'Hồ sơ này nói về đơn vị, không nói về món hàng. So tên và xã, phường với nơi bạn giao dịch; hàng thì quét mã của lô.',
      en: 'This record is of the unit, not of any goods. Compare name and commune with whom you deal with; for goods scan the code of the lot.',
    },
    other: {
      vi: 'So nội dung bên dưới với giấy tờ hay vật trước mặt bạn. Khớp thì tin được hồ sơ này.',
      en: 'Compare the contents below with the paper or thing before you. If they agree, you can rely on this record.',
    },
  },
};

const copied: Said = {
  vi: 'Khoan mua: xem tem có bị bóc hay in lại không, hỏi nguồn hàng. Đã mua hoặc nghi ngờ thì đừng dùng, bấm “Báo nghi giả”.',
  en: 'Do not buy yet: see whether the seal was opened or reprinted, ask where it came from. If you bought it or doubt it, do not use it; press “Report a suspected fake”.',
};
const toldRecall: Said = {
  vi: 'Đừng mua, đừng dùng lúc này. Bấm “Thử lại” sau ít phút để biết chắc.',
  en: 'Do not buy or use it now. Press “Try again” in a few minutes to be sure.',
};
const training: Said = {
  vi: 'Chỉ để học. Đừng mua, bán hay dùng gì theo hồ sơ này.',
  en: 'For learning only. Do not buy, sell or use anything by this record.',
};

/** One thing to do; `type` is that of the record, empty where none was proven. */
export function adviceFor(verdict: Verdict, type = ''): Said {
  if (isOfTraining(verdict)) return training;
  if (verdict.stated === true) return verdict.retry ? toldRecall : copied;
  const said = advice[verdict.code];
  return said[kindOf(type)] ?? said.other;
}
