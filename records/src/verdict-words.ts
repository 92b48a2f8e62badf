import type { Language } from './problem.ts';
import { vietnamTime } from './vietnam-date.ts';

/** Words of a verdict, which page, command line and gateway share; the icon says the same without colour. */
export interface VerdictWords {
  readonly icon: '⛔' | '✖' | '!' | '–' | '✔';
  readonly vi: string;
  readonly en: string;
}

/** What the words of some verdicts tell besides. */
export interface VerdictDetails {
  /** ISO 8601: when the status began. */
  readonly since?: string;
  /** Milliseconds: as of when the status is known. */
  readonly statusTime?: number;
  /** ISO 8601: the first instant at which the record no longer speaks. */
  readonly expiresAt?: string;
  /** Type of the record, as `ocop/product`. */
  readonly type?: string;
}

const day = (iso: string | undefined, before: string, earlier = 0): string => {
  const ms = iso === undefined ? NaN : Date.parse(iso) - earlier;
  return Number.isNaN(ms) ? '' : `${before}${vietnamTime(ms).slice(6)}`;
};

const time = (ms: number | undefined, before: string, unknown: string): string =>
  ms === undefined ? unknown : `${before}${vietnamTime(ms)}`;

/** What was revoked or has run out, where a reader might else take it for the goods that it speaks of. */
const papers: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  'origin/certificate': ['chứng nhận', 'certificate'],
  'ocop/product': ['kết quả OCOP', 'OCOP result'],
  'ocop/rating': ['kết quả OCOP', 'OCOP result'],
  'credential/credential': ['văn bằng', 'credential'],
  'registry/accreditation': ['giấy công nhận', 'accreditation'],
};
const paper = (type = ''): readonly [vi: string, en: string] | undefined => papers[type];
const thisPaper = ({ type }: VerdictDetails): readonly string[] =>
  (paper(type) ?? ['hồ sơ', 'record']).map((name) => name.toUpperCase());

const gone = ['tín chỉ không còn lưu hành', 'units no longer in circulation'] as const;
/** What has ended; of a lot all became other lots or was destroyed, since one that was sold stays in force. */
const ended: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  'carbon/block': gone,
  'carbon/issuance': gone,
  'origin/batch': ['lô này không còn hàng', 'nothing is left of this lot'],
  'origin/shipment-unit': ['chuyến đã kết thúc', 'the journey is over'],
};

type Write = (details: VerdictDetails) => VerdictWords;

/** A word for every code of `verdictOf`, and for a copied label, which only the gateway's scan counts can suggest. */
const words = {
  recalled: () => ({
    icon: '⛔',
    vi: 'ĐANG BỊ THU HỒI – không dùng sản phẩm này',
    en: 'RECALLED – do not use this product',
  }),
  mismatch: () => ({
    icon: '✖',
    vi: 'KHÔNG KHỚP – nội dung đã bị sửa hoặc không do đơn vị này phát hành',
    en: 'NO MATCH – the content was altered or not issued by this organisation',
  }),
  'not-issued': () => ({
    icon: '✖',
    vi: 'NHÃN NÀY KHÔNG DO ĐƠN VỊ NÀY PHÁT HÀNH – lô không có số sê-ri này',
    en: 'LABEL NOT ISSUED BY THIS UNIT – the lot has no such serial',
  }),
  absent: () => ({ icon: '✖', vi: 'KHÔNG CÓ HỒ SƠ NÀY', en: 'NO SUCH RECORD' }),
  withdrawn: (details) => {
    const [vi, en] = thisPaper(details);
    return {
      icon: '✖',
      vi: `${vi} NÀY ĐÃ BỊ THU HỒI/HỦY${day(details.since, ' từ ')}`,
      en: `THIS ${en} IS REVOKED OR CANCELLED${day(details.since, ' since ')}`,
    };
  },
  suspended: (details) => {
    const [vi, en] = thisPaper(details);
    return {
      icon: '!',
      vi: `${vi} NÀY ĐANG BỊ TẠM ĐÌNH CHỈ${day(details.since, ' từ ')}`,
      en: `THIS ${en} IS SUSPENDED${day(details.since, ' since ')}`,
    };
  },
  held: () => ({
    icon: '!',
    vi: 'ĐANG TẠM GIỮ – chờ kiểm tra, đừng mua, đừng dùng lúc này',
    en: 'ON HOLD – awaiting inspection, do not buy or use it now',
  }),
  erased: () => ({ icon: '–', vi: 'ĐÃ XÓA theo yêu cầu', en: 'ERASED on request' }),
  'cannot-check': () => ({
    icon: '–',
    vi: 'CHƯA KIỂM TRA ĐƯỢC (mất mạng) – không có nghĩa là hàng giả',
    en: 'COULD NOT BE CHECKED (no connection) – this does not mean a fake',
  }),
  stale: ({ statusTime }) => ({
    icon: '!',
    vi: `HỒ SƠ THẬT, ${time(statusTime, 'tình trạng biết đến ', 'chưa rõ tình trạng hiện nay')}`,
    en: `GENUINE RECORD, ${time(statusTime, 'status known as of ', 'its present status is not known')}`,
  }),
  // A day that is said to be the last one ends when the next begins.
  expired: ({ type, expiresAt }) => {
    const [vi, en] = (paper(type) ?? ['', '']).map((name) => name && `${name} `);
    return {
      icon: '–',
      vi: `HỒ SƠ THẬT, ${vi}đã hết hạn${day(expiresAt, ' ngày ', 1)}`,
      en: `GENUINE RECORD, ${en}expired${day(expiresAt, ' on ', 1)}`,
    };
  },
  superseded: () => ({
    icon: '–',
    vi: 'HỒ SƠ THẬT, đã có bản thay thế',
    en: 'GENUINE RECORD, replaced by a newer one',
  }),
  closed: ({ type = '' }) => {
    const [vi, en] = ended[type] ?? ['đã kết thúc', 'closed'];
    return { icon: '–', vi: `HỒ SƠ THẬT, ${vi}`, en: `GENUINE RECORD, ${en}` };
  },
  sealed: () => ({
    icon: '–',
    vi: 'NỘI DUNG NIÊM PHONG – chưa chấp nhận được',
    en: 'CONTENTS SEALED – do not accept it yet',
  }),
  authentic: () => ({ icon: '✔', vi: 'HỒ SƠ THẬT, còn hiệu lực', en: 'GENUINE RECORD, in force' }),
} as const satisfies Record<string, Write>;

export type VerdictWord = keyof typeof words;
export const verdictWordCodes = Object.keys(words) as readonly VerdictWord[];

export const verdictWords = (code: VerdictWord, details: VerdictDetails = {}): VerdictWords =>
  words[code](details) as VerdictWords;

/** Said of a record that is there to learn with, whatever else is true of it: it is nobody's goods. */
export const trainingWords: VerdictWords = {
  icon: '–',
  vi: 'TẬP HUẤN – không phải hồ sơ thật',
  en: 'TRAINING – not a real record',
};

/** What the scan counts of the gateway suggest about the label; its statement, proven by nothing. */
export const copiedLabelWords = (scans: number, communes: number): Readonly<Record<Language, string>> => ({
  vi: `CÓ DẤU HIỆU NHÃN BỊ SAO CHÉP – quét ${scans} lần ở ${communes} xã`,
  en: `THE LABEL MAY HAVE BEEN COPIED – scanned ${scans} times in ${communes} communes`,
});
