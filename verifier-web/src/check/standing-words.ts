import type { DayStatus } from '@daunguon/records/valid-on';
import { formatDate } from './said.ts';
import type { Said } from './said.ts';

const statuses: Record<string, Said> = {
  'not-issued': { vi: 'chưa được cấp', en: 'not issued yet' },
  active: { vi: 'còn hiệu lực', en: 'in force' },
  suspended: { vi: 'đang bị tạm đình chỉ', en: 'suspended' },
  revoked: { vi: 'đã bị thu hồi', en: 'revoked' },
  cancelled: { vi: 'đã bị hủy', en: 'cancelled' },
  superseded: { vi: 'đã được thay', en: 'replaced' },
  erased: { vi: 'đã xóa', en: 'erased' },
  recalled: { vi: 'đang bị thu hồi', en: 'recalled' },
  held: { vi: 'đang tạm giữ', en: 'on hold' },
  closed: { vi: 'đã kết thúc', en: 'closed' },
  unknown: { vi: 'sổ không cho biết chắc', en: 'the register does not tell for sure' },
};

export const statusSaid = (status: string): Said => statuses[status] ?? { vi: status, en: status };

/** "Valid on date X": yes only where it was in force all day. */
export function dayAnswer(date: string, on: DayStatus | undefined): { tone: 'green' | 'red' | 'grey'; said: Said } {
  const day = formatDate(date);
  if (on === undefined)
    return {
      tone: 'grey',
      said: { vi: `Ngày ${day} chưa tới nên chưa thể nói.`, en: `${day} has not come yet, so nothing can be said.` },
    };
  const [start, end] = [statusSaid(on.atStart), statusSaid(on.atEnd)];
  if (on.atStart !== on.atEnd)
    return {
      tone: 'grey',
      said: {
        vi: `Trong ngày ${day} tình trạng thay đổi: đầu ngày ${start.vi}, cuối ngày ${end.vi}.`,
        en: `It changed on ${day}: ${start.en} when the day began, ${end.en} when it ended.`,
      },
    };
  if (on.atEnd === 'unknown')
    return {
      tone: 'grey',
      said: {
        vi: `Sổ không cho biết chắc tình trạng ngày ${day}: hãy hỏi một ngày trước hoặc sau đó.`,
        en: `The register does not tell for sure how it was on ${day}: ask about a day before or after it.`,
      },
    };
  const valid = on.atEnd === 'active';
  return {
    tone: valid ? 'green' : 'red',
    said: {
      vi: `${valid ? 'Có' : 'Không'}: ngày ${day} hồ sơ ${end.vi}.`,
      en: `${valid ? 'Yes' : 'No'}: on ${day} the record was ${end.en}.`,
    },
  };
}
