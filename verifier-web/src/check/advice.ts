import type { VerdictCode } from '@daunguon/proof';
import { isOfTraining } from './verdict.ts';
import type { Verdict } from './verdict.ts';
import type { Said } from './said.ts';

/** What a reader has before them: what to do about a verdict depends on it. */
type Kind =
  | 'goods'
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
  'origin/shipment-unit': 'goods',
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
      vi: 'Đừng ăn, đừng dùng, đừng bán. Giữ nguyên hàng và hỏi nơi bán cách trả lại.',
      en: 'Do not eat, use or sell it. Keep it as it is and ask the seller how to return it.',
    },
  },
  mismatch: {
    other: {
      vi: 'Đừng chấp nhận bản này. Hỏi thẳng đơn vị phát hành.',
      en: 'Do not accept this copy. Ask the issuing organisation itself.',
    },
  },
  'not-issued': {
    other: {
      vi: 'Đừng mua, đừng dùng. So số sê-ri ở trên với số in trên nhãn; nếu giống nhau, bấm “Báo nghi giả”.',
      en: 'Do not buy or use it. Compare the serial above with the one on the label; if they agree, press “Report a suspected fake”.',
    },
  },
  absent: {
    other: {
      vi: 'So mã ở trên với mã in trên nhãn hay giấy. Nếu giống nhau, đừng mua, đừng nhận và bấm “Báo nghi giả”.',
      en: 'Compare the code above with the one on the label or paper. If they agree, do not buy or accept it, and press “Report a suspected fake”.',
    },
  },
  withdrawn: {
    ocop: {
      vi: `Đừng mua vì sao OCOP này: nó hết giá trị. ${noRecall.vi}`,
      en: `Do not buy for these OCOP stars: they are void. ${noRecall.en}`,
    },
    certificate: {
      vi: `Đừng mua vì chứng nhận này: nó hết giá trị. ${noRecall.vi}`,
      en: `Do not buy for this certificate: it is void. ${noRecall.en}`,
    },
    accreditation: {
      vi: 'Đơn vị này không còn được làm việc ghi trong giấy. Đừng nhận hàng hay việc dựa vào giấy này nữa.',
      en: 'The unit may no longer do what the paper says. Accept no goods and no work on the strength of it.',
    },
    credential: {
      vi: 'Đừng chấp nhận văn bằng này: từ ngày trên nó không còn giá trị. Cần thì hỏi đơn vị đã cấp.',
      en: 'Do not accept this credential: since that day it is void. Ask whoever issued it if you need to.',
    },
    health: {
      vi: 'Đừng dùng hồ sơ này để khám, phát thuốc hay thanh toán. Hỏi cơ sở y tế đã lập.',
      en: 'Do not treat, dispense or pay by this record. Ask the facility that made it.',
    },
    other: {
      vi: 'Đừng dựa vào hồ sơ này nữa: từ ngày trên nó không còn giá trị. Hỏi đơn vị đã cấp nếu cần.',
      en: 'Do not rely on this record: since that day it is void. Ask whoever issued it if you need to.',
    },
  },
  suspended: {
    ocop: {
      vi: `Khoan mua vì sao OCOP này. ${noRecall.vi}`,
      en: `Do not buy for these OCOP stars now. ${noRecall.en}`,
    },
    certificate: {
      vi: `Khoan mua vì chứng nhận này. ${noRecall.vi}`,
      en: `Do not buy for this certificate now. ${noRecall.en}`,
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
      vi: 'Đừng mua, đừng dùng lúc này. Đã mua thì để riêng; đợi thanh tra xong rồi quét lại.',
      en: 'Do not buy or use it now. If you have bought it, set it aside; scan again when the inspection is over.',
    },
  },
  erased: {
    heritage: {
      vi: 'Không còn gì để xem, và đó không phải dấu hiệu giả. Đừng dùng lại nội dung cũ; cần thì hỏi nơi giữ di sản.',
      en: 'Nothing is left to see, which is no sign of a fake. Do not reuse the old contents; ask the keeper of the heritage if you need to.',
    },
    other: {
      vi: 'Chưa chấp nhận: không còn gì để so, dù đó không phải dấu hiệu giả. Xin người đưa giấy tờ khác.',
      en: 'Do not accept it yet: nothing is left to compare, though that is no sign of a fake. Ask who shows it for other papers.',
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
      vi: 'Lúc ấy còn hiệu lực, nay chưa biết. Bấm “Thử lại” khi có mạng rồi hãy mua, dùng hay chấp nhận.',
      en: 'It was in force then; now is not known. Press “Try again” with a connection before you buy, use or accept it.',
    },
  },
  expired: {
    ocop: {
      vi: 'Sao OCOP hết hạn, không phải món hàng: hạn dùng của hàng xem trên bao bì. Đừng mua vì sao này.',
      en: 'The OCOP stars expired, not the goods: for those see the date on the package. Do not buy for these stars.',
    },
    certificate: {
      vi: 'Chứng nhận hết hạn, không phải món hàng: hạn dùng của hàng xem trên bao bì. Hỏi người bán bản còn hạn.',
      en: 'The certificate expired, not the goods: for those see the date on the package. Ask the seller for one in force.',
    },
    accreditation: {
      vi: 'Đơn vị này hết hạn được làm việc ghi trong giấy. Hỏi họ giấy còn hạn trước khi nhận hàng hay việc.',
      en: 'The unit’s time to do what the paper says is over. Ask for one in force before you accept goods or work.',
    },
    credential: {
      vi: 'Đừng chấp nhận bản này: nó từng đúng, nay hết hạn. Xin người đưa bản còn hạn.',
      en: 'Do not accept this copy: it was right and has expired. Ask who shows it for one in force.',
    },
    other: {
      vi: 'Từng đúng, nay hết hạn. Hỏi bản còn hạn trước khi dựa vào.',
      en: 'It was right and has expired. Ask for one in force before relying on it.',
    },
  },
  superseded: {
    credential: {
      vi: 'Đừng chấp nhận bản này. Xin người đưa bản mới thay cho nó.',
      en: 'Do not accept this copy. Ask who shows it for the new one that replaced it.',
    },
    other: {
      vi: 'Đừng dùng bản này. Hỏi bản mới thay cho nó.',
      en: 'Do not use this version. Ask for the new one that replaced it.',
    },
  },
  closed: {
    goods: {
      vi: 'Đơn vị đã xuất hết lô này. Gói lẻ đã mua: so tên, số lô và tem, khớp thì dùng được. Ai còn chào bán cả lô này thì đừng nhận.',
      en: 'All of this lot has gone out. A package that you bought: compare name, lot and seal; if they agree, use it. Accept no further offer of the lot.',
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
      vi: 'So tên, số lô và tem bên dưới với món hàng trong tay. Khớp thì dùng được; không khớp thì đừng dùng, bấm “Báo nghi giả”.',
      en: 'Compare name, lot and seal below with what you hold. If they agree, you can use it; if not, do not, and press “Report a suspected fake”.',
    },
    ocop: {
      vi: 'So tên và đơn vị bên dưới với bao bì. Khớp thì sao OCOP là thật; hạn dùng của hàng xem trên bao bì.',
      en: 'Compare name and producer below with the package. If they agree, the OCOP stars are genuine; for the date of the goods see the package.',
    },
    certificate: {
      vi: 'So số và tên bên dưới với giấy người bán đưa. Khớp thì chứng nhận là thật; hàng thì quét mã của lô.',
      en: 'Compare number and name below with the seller’s paper. If they agree, the certificate is genuine; for goods scan the code of the lot.',
    },
    accreditation: {
      vi: 'So tên đơn vị và ngày bên dưới với nơi bạn giao dịch. Khớp thì đơn vị ấy đang được công nhận.',
      en: 'Compare unit and dates below with whom you deal with. If they agree, that unit is accredited now.',
    },
    credential: {
      vi: 'So họ tên, ngày sinh bên dưới với giấy tờ của người đưa. Khớp thì chấp nhận được; không khớp thì đừng nhận.',
      en: 'Compare name and birth date below with the papers of the person. If they agree, you can accept it; if not, do not.',
    },
    health: {
      vi: 'Xin người bệnh tệp hồ sơ, chọn tệp ấy ở mục “So tệp hồ sơ” bên dưới, và xem giấy tờ của họ. Khớp cả hai thì chấp nhận được.',
      en: 'Ask the patient for the file, choose it under “Compare the record’s file” below, and see their papers. If both agree, you can accept it.',
    },
    carbon: {
      vi: 'So sê-ri và số lượng bên dưới với hợp đồng hay tin chào bán. Khớp thì tin được.',
      en: 'Compare serials and quantity below with the contract or the offer. If they agree, you can rely on it.',
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
