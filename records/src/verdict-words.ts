import type { Language } from './problem.ts';

/** Words of a verdict, which page, command line and gateway share; the icon says the same without colour. */
export interface VerdictWords {
  readonly icon: '⛔' | '✖' | '!' | '–' | '✔';
  readonly vi: string;
  readonly en: string;
}

export interface VerdictDates {
  /** ISO 8601: when the status began. */
  readonly since?: string;
  /** Milliseconds: as of when the status is known. */
  readonly statusTime?: number;
}

/** A day and a time as clocks in Việt Nam show it (UTC+7, no daylight saving). */
const parts = (ms: number): { day: string; time: string } => {
  const [, year = '', month = '', date = '', time = ''] =
    /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(new Date(ms + 7 * 3_600_000).toISOString()) ?? [];
  return { day: `${date}/${month}/${year}`, time: `${time} ${date}/${month}` };
};

const day = (iso: string | undefined, before: string): string => {
  const ms = iso === undefined ? NaN : Date.parse(iso);
  return Number.isNaN(ms) ? '' : `${before}${parts(ms).day}`;
};

const time = (ms: number | undefined, before: string, unknown: string): string =>
  ms === undefined ? unknown : `${before}${parts(ms).time}`;

type Write = (dates: VerdictDates) => VerdictWords;

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
    vi: 'NHÃN NÀY KHÔNG DO ĐƠN VỊ PHÁT HÀNH – số sê-ri không có trong các nhãn của lô',
    en: 'LABEL NOT ISSUED BY THIS UNIT – its serial is none of those of the lot',
  }),
  absent: () => ({ icon: '✖', vi: 'KHÔNG CÓ HỒ SƠ NÀY', en: 'NO SUCH RECORD' }),
  withdrawn: ({ since }) => ({
    icon: '✖',
    vi: `ĐÃ BỊ THU HỒI/HỦY${day(since, ' từ ')}`,
    en: `REVOKED OR CANCELLED${day(since, ' since ')}`,
  }),
  suspended: ({ since }) => ({
    icon: '!',
    vi: `ĐANG BỊ TẠM ĐÌNH CHỈ${day(since, ' từ ')}`,
    en: `SUSPENDED${day(since, ' since ')}`,
  }),
  held: () => ({
    icon: '!',
    vi: 'ĐANG TẠM GIỮ – chờ kiểm tra, chưa nên dùng',
    en: 'ON HOLD – awaiting inspection, do not use yet',
  }),
  erased: () => ({ icon: '–', vi: 'ĐÃ XÓA theo yêu cầu', en: 'ERASED on request' }),
  'cannot-check': () => ({
    icon: '–',
    vi: 'CHƯA KIỂM TRA ĐƯỢC (mất mạng, không phải hàng giả)',
    en: 'COULD NOT BE CHECKED (no connection; this does not mean a fake)',
  }),
  stale: ({ statusTime }) => ({
    icon: '!',
    vi: `HỒ SƠ THẬT, ${time(statusTime, 'tình trạng biết đến ', 'chưa rõ tình trạng hiện nay')}`,
    en: `GENUINE RECORD, ${time(statusTime, 'status known as of ', 'its present status is not known')}`,
  }),
  expired: () => ({ icon: '–', vi: 'HỒ SƠ THẬT, đã hết hạn', en: 'GENUINE RECORD, expired' }),
  superseded: () => ({ icon: '–', vi: 'HỒ SƠ THẬT, đã có bản thay thế →', en: 'GENUINE RECORD, replaced →' }),
  closed: () => ({ icon: '–', vi: 'HỒ SƠ THẬT, đã kết thúc', en: 'GENUINE RECORD, closed' }),
  sealed: () => ({
    icon: '–',
    vi: 'HỒ SƠ CÓ THẬT, còn hiệu lực – nội dung được niêm phong',
    en: 'THE RECORD EXISTS and is in force – its contents are sealed',
  }),
  authentic: () => ({ icon: '✔', vi: 'HỒ SƠ THẬT, còn hiệu lực', en: 'GENUINE RECORD, in force' }),
} as const satisfies Record<string, Write>;

export type VerdictWord = keyof typeof words;
export const verdictWordCodes = Object.keys(words) as readonly VerdictWord[];

export const verdictWords = (code: VerdictWord, dates: VerdictDates = {}): VerdictWords =>
  words[code](dates) as VerdictWords;

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
