import { objectField } from './body-fields.ts';
import type { Said } from './said.ts';
import type { Verdict } from './verdict.ts';

/** What the gateway says of a printed document's numbers, without proof: never green, never red for a fake. */
export type PaperVerdict = Pick<Verdict, 'tone' | 'words'> & { readonly scope: Said };

const statusWords: Readonly<Record<string, Said>> = {
  active: { vi: 'đang có hiệu lực', en: 'in force' },
  suspended: { vi: 'đang bị tạm đình chỉ', en: 'suspended' },
  revoked: { vi: 'ĐÃ BỊ THU HỒI', en: 'REVOKED' },
  cancelled: { vi: 'ĐÃ BỊ HỦY', en: 'CANCELLED' },
  superseded: { vi: 'đã có bản thay thế', en: 'replaced by another' },
};
const stated: Said = {
  vi: 'Theo lời máy chủ – chưa kiểm chứng. Hãy so họ tên trên giấy với người trước mặt; muốn chắc, xin đường dẫn hoặc mã QR của văn bằng.',
  en: 'By the server’s word – not verified. Compare the name on paper with the person; to be sure, ask for the link or QR code of the credential.',
};

/** The words for an answer of `paper-lookup`, or for none. */
export function paperVerdict(answer: { status: number; json: unknown } | null): PaperVerdict {
  if (answer === null)
    return {
      tone: 'grey',
      words: { vi: 'CHƯA TRA CỨU ĐƯỢC – máy chủ không trả lời', en: 'NOT LOOKED UP – the server does not answer' },
      scope: { vi: 'Hãy thử lại khi có mạng.', en: 'Try again when there is a network.' },
    };
  const { match, status, title } = objectField({ json: answer.json }, 'json');
  if (answer.status === 429)
    return {
      tone: 'grey',
      words: { vi: 'HỎI QUÁ NHIỀU LẦN – hãy thử lại sau', en: 'TOO MANY QUESTIONS – try again later' },
      scope: {
        vi: 'Mỗi văn bằng được hỏi ít lần mỗi ngày, để không ai dò ra ngày sinh.',
        en: 'Each document is asked for few times a day, so that nobody finds out a birth date.',
      },
    };
  if (answer.status !== 200 || typeof match !== 'boolean')
    return {
      tone: 'grey',
      words: { vi: 'CHƯA TRA CỨU ĐƯỢC', en: 'NOT LOOKED UP' },
      scope: { vi: typeof title === 'string' ? title : '', en: typeof title === 'string' ? title : '' },
    };
  if (!match)
    return {
      tone: 'grey',
      words: { vi: 'KHÔNG KHỚP bản nào của đơn vị này', en: 'NO MATCH among this issuer’s documents' },
      scope: {
        vi: 'So lại từng số với bản giấy. Văn bằng cấp trước khi đơn vị dùng hệ thống này không có ở đây: hãy hỏi đơn vị.',
        en: 'Compare every number with the paper. What was issued before the issuer used this system is not here: ask the issuer.',
      },
    };
  const known = statusWords[String(status)] ?? { vi: String(status), en: String(status) };
  return {
    tone: 'amber',
    words: {
      vi: `KHỚP: có bản mang ba số này, ${known.vi}`,
      en: `MATCH: a document with these numbers is ${known.en}`,
    },
    scope: stated,
  };
}
