import { namesRecall } from '../domains/origin/origin-card.ts';
import { isWhole } from './check-answer.ts';
import type { AnswerCheck } from './check-answer.ts';
import type { RecordAnswer } from './record-answer.ts';
import { formatTime } from './said.ts';
import type { Said } from './said.ts';

/** What became of one look-up. `savedAt`: the answer is a copy kept on this device since then. */
export type Lookup =
  | { kind: 'answered'; answer: RecordAnswer; check: AnswerCheck; savedAt: string | null }
  | { kind: 'absent' }
  | { kind: 'offline' }
  | { kind: 'unreadable' };

export type Tone = 'recall' | 'warn' | 'stated' | 'unknown';

export interface Verdict {
  code: 'recalled' | 'mismatch' | 'absent' | 'offline' | 'unreadable' | 'saved' | 'standing' | 'ended' | 'stated';
  tone: Tone;
  words: Said;
  /** How far the words reach; always shown under them. */
  scope: Said;
}

const stated: Said = {
  vi: 'Theo lời máy chủ của cổng – chưa kiểm chứng độc lập',
  en: 'As stated by the gateway – not independently verified',
};
const cannotCheck: Said = { vi: 'CHƯA KIỂM TRA ĐƯỢC', en: 'COULD NOT BE CHECKED' };

const standings: Record<string, { code: 'standing' | 'ended'; tone: Tone; words: Said }> = {
  held: {
    code: 'standing',
    tone: 'warn',
    words: { vi: 'ĐANG TẠM GIỮ – chờ kiểm tra, chưa nên dùng', en: 'ON HOLD – awaiting inspection, do not use yet' },
  },
  suspended: { code: 'standing', tone: 'warn', words: { vi: 'ĐANG BỊ TẠM ĐÌNH CHỈ', en: 'SUSPENDED' } },
  revoked: { code: 'standing', tone: 'warn', words: { vi: 'ĐÃ BỊ THU HỒI / HỦY', en: 'REVOKED' } },
  superseded: { code: 'ended', tone: 'unknown', words: { vi: 'ĐÃ CÓ BẢN THAY THẾ', en: 'REPLACED BY A NEWER RECORD' } },
  closed: { code: 'ended', tone: 'unknown', words: { vi: 'HỒ SƠ ĐÃ KẾT THÚC', en: 'RECORD CLOSED' } },
};

/**
 * One verdict a scan, the worst first (trust.md §3). Bytes fetched from the gateway that contradict themselves are grey, never
 * red: otherwise a lying server could brand a genuine farm as fake. A recall warns even so, because silence could harm someone.
 * Nothing is green: without the transparency log every standing is only the gateway's word.
 */
export function judge(lookup: Lookup): Verdict {
  if (lookup.kind === 'absent')
    return {
      code: 'absent',
      tone: 'unknown',
      words: { vi: 'KHÔNG TÌM THẤY HỒ SƠ NÀY', en: 'NO SUCH RECORD FOUND' },
      scope: stated,
    };
  if (lookup.kind === 'offline')
    return {
      code: 'offline',
      tone: 'unknown',
      words: cannotCheck,
      scope: {
        vi: 'Không kết nối được với cổng (mất mạng) – không có nghĩa là hàng giả',
        en: 'The gateway could not be reached – this does not mean a fake',
      },
    };
  if (lookup.kind === 'unreadable')
    return {
      code: 'unreadable',
      tone: 'unknown',
      words: cannotCheck,
      scope: {
        vi: 'Máy chủ của cổng trả lời không đọc được – không có nghĩa là hàng giả',
        en: "The gateway's answer could not be read – this does not mean a fake",
      },
    };
  const { answer, check, savedAt } = lookup;
  if (answer.record.status === 'recalled' || answer.recall !== undefined || namesRecall(answer.record))
    return {
      code: 'recalled',
      tone: 'recall',
      words: { vi: 'ĐANG BỊ THU HỒI – không dùng sản phẩm này', en: 'RECALLED – do not use this product' },
      scope: savedAt === null ? stated : savedScope(savedAt),
    };
  if (!isWhole(check))
    return {
      code: 'mismatch',
      tone: 'unknown',
      words: cannotCheck,
      scope: {
        vi: 'Nội dung máy chủ gửi không khớp với dấu niêm phong của nó – không có nghĩa là hàng giả',
        en: 'What the server sent does not match its seal – this does not mean a fake',
      },
    };
  const standing = standings[answer.record.status];
  if (standing !== undefined) return { ...standing, scope: savedAt === null ? stated : savedScope(savedAt) };
  if (answer.record.status !== 'active')
    return { code: 'unreadable', tone: 'unknown', words: cannotCheck, scope: stated };
  if (savedAt !== null)
    return {
      code: 'saved',
      tone: 'warn',
      words: {
        vi: `BẢN ĐÃ LƯU – tình trạng biết đến ${formatTime(savedAt)}`,
        en: `SAVED COPY – status known as of ${formatTime(savedAt)}`,
      },
      scope: savedScope(savedAt),
    };
  return {
    code: 'stated',
    tone: 'stated',
    words: { vi: 'CÓ HỒ SƠ, đang hiệu lực', en: 'ON RECORD, in force' },
    scope: stated,
  };
}

function savedScope(savedAt: string): Said {
  return {
    vi: `Bản lưu trên máy này lúc ${formatTime(savedAt)}, theo lời máy chủ của cổng – chưa kiểm chứng độc lập`,
    en: `Copy kept on this device at ${formatTime(savedAt)}, as stated by the gateway – not independently verified`,
  };
}
