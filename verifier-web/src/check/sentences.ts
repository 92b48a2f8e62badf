import { isSealed } from '@daunguon/proof';
import type { StepName, TrustPolicy, Verification } from '@daunguon/proof';
import { areGoods } from './advice.ts';
import { anotherThing, isOfAnotherThing } from './another-thing.ts';
import type { Checked } from './look-up.ts';
import { organisationName } from './organisations.ts';
import type { Outcome } from './outcome.ts';
import { formatTime } from './said.ts';
import type { Said } from './said.ts';

const nothingSaid: Said = {
  vi: 'Kết quả này không nói gì về sản phẩm bạn đang cầm: không có nghĩa là hàng giả, cũng không có nghĩa là hàng thật.',
  en: 'This result says nothing about the product in your hand: neither that it is a fake nor that it is genuine.',
};
const nothingChecked: Said = { vi: 'Chưa có gì được kiểm tra.', en: 'Nothing has been checked.' };

/** Three sentences under every verdict: who stated it and when, what was checked and by how many bodies, what it does not say. */
export function sentences(outcome: Outcome): [Said, Said, Said] {
  if (outcome.kind === 'no-policy')
    return [
      {
        vi: 'Trang này chưa nhận được danh sách các cơ quan mà nó tin.',
        en: 'This page has not received the list of bodies that it trusts.',
      },
      nothingChecked,
      nothingSaid,
    ];
  if (outcome.kind === 'tlog-proof')
    return [
      {
        vi: 'Chưa có cổng hay bản sao nào trả lời về tình trạng hiện nay.',
        en: 'No gateway or mirror answered about the present status.',
      },
      outcome.included
        ? {
            vi: 'Máy của bạn đã kiểm tra: mục ghi trong tệp nằm trong sổ và đủ cơ quan xác nhận sổ ấy.',
            en: 'Your own device checked that the entry in the file is in the register, which enough bodies confirm.',
          }
        : {
            vi: 'Mục ghi trong tệp không nằm trong sổ mà các cơ quan xác nhận.',
            en: 'The entry in the file is not in a register that the bodies confirm.',
          },
      nothingSaid,
    ];
  const { lookup, policy } = outcome;
  const { best } = lookup;
  if (best === null)
    return [
      {
        vi: 'Chưa máy chủ nào của mạng trả lời được.',
        en: 'No server of the network has answered.',
      },
      nothingChecked,
      nothingSaid,
    ];
  const { verification } = best;
  if (isOfAnotherThing(verification)) return [anotherThing, reason(verification), nothingSaid];
  if (verification.serial === 'unproven' && verification.record !== undefined)
    return [stated(verification.record), serialUnproven, nothingSaid];
  const { record } = verification;
  const bodies = (what: Said): Said => bodiesSentence(verification, policy, what);
  if (record !== undefined && statusOf(verification) === 'erased') return [stated(record), bodies(erasure), noFake];
  if (record !== undefined && isSealed(verification))
    return [stated(record), bodies(statusOnly), saysNothingOfContents];
  if (verification.authenticity === 'cannot-confirm') return [cannotConfirm(best), reason(verification), nothingSaid];
  if (verification.record === undefined)
    return [
      {
        vi: `Sổ chung${atStatusTime(verification).vi} không có hồ sơ nào mang mã này.`,
        en: `The common register holds no record with this code${atStatusTime(verification).en}.`,
      },
      bodies({ vi: 'rằng sổ không có hồ sơ này', en: 'that the register holds no such record' }),
      {
        vi: 'Hãy so lại mã với nhãn: nhãn có thể in sai, đọc sai hoặc bị làm giả.',
        en: 'Compare the code with the label again: the label may be misprinted, misread or forged.',
      },
    ];
  if (verification.serial === 'not-issued')
    return [
      {
        vi: 'Đơn vị đã khai vào sổ mọi nhãn của lô này; số sê-ri trên nhãn bạn quét không nằm trong số đó.',
        en: 'The unit entered every label of this lot in the register; the serial that you scanned is none of them.',
      },
      bodies({ vi: 'lô hàng và danh sách nhãn của nó', en: 'the lot and the list of its labels' }),
      {
        vi: 'Lô hàng có thật, nhãn này thì không: hãy so lại số sê-ri, và báo nghi giả nếu nó đúng như vậy.',
        en: 'The lot is genuine, this label is not: compare the serial again, and report it if it is as scanned.',
      },
    ];
  if (verification.authenticity === 'not-authentic')
    return [
      {
        vi: 'Sổ có hồ sơ mang mã này, nhưng nội dung bạn được đưa khác với nội dung ghi trong sổ.',
        en: 'The register has a record with this code, but what you were given differs from what is entered there.',
      },
      bodies({ vi: 'nội dung ghi trong sổ, không phải bản này', en: 'what the register says, not this copy' }),
      {
        vi: 'Kết quả này không cho biết ai đã sửa: hãy hỏi thẳng đơn vị phát hành.',
        en: 'This result does not tell who altered it: ask the issuing organisation itself.',
      },
    ];
  return [stated(verification.record), bodies(wholeRecord), notSaidBy(verification.record)];
}

const statusOf = ({ standing }: Verification): string => (standing?.absent === false ? standing.status : '');

const wholeRecord: Said = { vi: 'nội dung và tình trạng này', en: 'these contents and this status' };
const statusOnly: Said = { vi: 'tình trạng này, không mở nội dung', en: 'this status, without opening the contents' };
const erasure: Said = { vi: 'rằng hồ sơ này đã được xóa', en: 'that this record was erased' };
const noFake: Said = {
  vi: 'Hồ sơ bị xóa không có nghĩa là giả, cũng không còn chứng minh được điều gì.',
  en: 'An erased record is no sign of a fake, and proves nothing any more.',
};

const serialUnproven: Said = {
  vi: 'Lô hàng có trong sổ, nhưng chưa nhận được bằng chứng nhãn này đã được phát hành.',
  en: 'The lot is in the register, but no proof came that this label was issued.',
};

const doesNotSay: Said = {
  vi: 'Hồ sơ đúng không có nghĩa món hàng trong tay bạn đúng là món ấy: hãy so tên, số lô và xem tem còn nguyên không.',
  en: 'A sound record does not make the thing in your hand that thing: compare name and lot, and see whether the seal is whole.',
};

const doesNotSayThat: Said = {
  vi: 'Kết quả này nói về hồ sơ, không nói về một món hàng nào: muốn biết về món hàng, hãy quét mã của chính nó.',
  en: 'This result speaks of the record and of no goods: to know about goods, scan their own code.',
};

const saysNothingOfContents: Said = {
  vi: 'Kết quả này không cho biết hồ sơ ghi gì và về ai: hãy hỏi người giữ đường dẫn hoặc bản đầy đủ.',
  en: 'This result does not tell what the record says or of whom: ask the holder for the link or the full document.',
};

const doesNotSayWho: Said = {
  vi: 'Văn bằng thật không có nghĩa người đưa ra là người được cấp: hãy so họ tên, ngày sinh với giấy tờ của người ấy.',
  en: 'A genuine credential does not make the person who shows it its holder: compare name and birth date with their papers.',
};

const doesNotSayOfWhom: Said = {
  vi: 'Hồ sơ sức khỏe thật không có nghĩa nó nói về người đưa ra: hãy so tệp của họ ở mục bên dưới, và so với giấy tờ của họ.',
  en: 'A genuine health record need not be about the person who shows it: compare their file in the section below, and their papers.',
};

function notSaidBy(record: NonNullable<Verification['record']>): Said {
  if (record.type === 'health/commitment') return doesNotSayOfWhom;
  if (record.type === 'credential/credential') return doesNotSayWho;
  return areGoods(record.type) ? doesNotSay : doesNotSayThat;
}

function stated({ msp, n, ts, signing }: NonNullable<Verification['record']>): Said {
  const organisation = organisationName(msp);
  const when = formatTime(ts);
  const first = n === 1; // later steps write the record again: the newest writer is not its author
  const custodial: Said = {
    vi: '; cổng ký hộ bằng khóa của người ấy do cổng giữ',
    en: '; the gateway signed for them with a key that it keeps',
  };
  return {
    vi: `Người khai thuộc ${organisation.vi} ${first ? 'khai hồ sơ này' : 'cập nhật hồ sơ này lần cuối'} lúc ${when}${signing === 'custodial' ? custodial.vi : ''}.`,
    en: `A person enrolled with the ${organisation.en} ${first ? 'entered this record' : 'last updated this record'} at ${when}${signing === 'custodial' ? custodial.en : ''}.`,
  };
}

function bodiesSentence({ confirmedBy, statusTime }: Verification, { names }: TrustPolicy, what: Said): Said {
  const named = confirmedBy.map((witness) => names.get(witness) ?? { vi: witness, en: witness });
  const when = statusTime === undefined ? '' : formatTime(new Date(statusTime).toISOString());
  return {
    vi: `Máy của bạn đã tự kiểm tra sổ chung: ${confirmedBy.length} cơ quan cùng xác nhận${when && `, tính đến ${when},`} ${what.vi} (${named.map(({ vi }) => vi).join('; ')}).`,
    en: `Your own device checked the common register: ${confirmedBy.length} bodies confirm${when && `, as of ${when},`} ${what.en} (${named.map(({ en }) => en).join('; ')}).`,
  };
}

function atStatusTime({ statusTime }: Verification): Said {
  if (statusTime === undefined) return { vi: '', en: '' };
  const when = formatTime(new Date(statusTime).toISOString());
  return { vi: `, tính đến ${when},`, en: ` as of ${when}` };
}

function cannotConfirm({ source }: Checked): Said {
  if (source.kind === 'saved')
    return {
      vi: `Bản lưu trên máy này lúc ${formatTime(source.savedAt)} không chứng minh được nữa.`,
      en: `The copy kept on this device at ${formatTime(source.savedAt)} no longer proves anything.`,
    };
  if (source.kind === 'file')
    return { vi: 'Tệp này không chứng minh được điều nó ghi.', en: 'This file does not prove what it says.' };
  return {
    vi: 'Có máy chủ trả lời, nhưng không chứng minh được lời nó nói, nên trang này không cho xem.',
    en: 'A server answered, but could not prove what it says, so it is not shown.',
  };
}

/** What went wrong, without the words of cryptography; every step stands in the auditor's view. */
const reasons: Partial<Record<StepName, Said>> = {
  format: { vi: 'Câu trả lời sai dạng hoặc nói về mã khác.', en: 'The answer is malformed or speaks of another code.' },
  'log-signature': {
    vi: 'Sổ được gửi đến không phải sổ mà trang này tin.',
    en: 'The register that was sent is not the one that this page trusts.',
  },
  quorum: {
    vi: 'Chưa đủ số cơ quan xác nhận: hãy tải lại trang để cập nhật danh sách cơ quan.',
    en: 'Too few bodies confirm it: reload the page to update the list of bodies.',
  },
  commitment: {
    vi: 'Nội dung máy chủ gửi đến không giống trong sổ: có thể chỉ máy chủ sai, nên chưa kết luận gì về hồ sơ.',
    en: 'What the server sent is not what the register says: the server alone may be wrong, so nothing is concluded about the record.',
  },
  newest: {
    vi: 'Bản được gửi đến không phải bản mới nhất trong sổ.',
    en: 'The version that was sent is not the newest in the register.',
  },
  consistency: {
    vi: 'Sổ được gửi đến trái với sổ mà máy này đã thấy lần trước.',
    en: 'The register that was sent contradicts the one that this device saw before.',
  },
  identifiers: {
    vi: 'Mã sản phẩm, số lô hoặc số sê-ri trên nhãn khác với hồ sơ.',
    en: 'The product code, lot or serial on the label differs from the record.',
  },
};

function reason({ steps }: Verification): Said {
  const failed = steps.find(({ name, result }) => result === 'fail' && reasons[name] !== undefined);
  return (
    (failed && reasons[failed.name]) ?? {
      vi: 'Bằng chứng gửi kèm thiếu hoặc không đúng.',
      en: 'The proof sent with it is missing or wrong.',
    }
  );
}
