import { isSealed, verdictOf } from '@daunguon/proof';
import type { Tone, VerdictCode, Verification } from '@daunguon/proof';
import { copiedLabelWords, importedWords, isTraining, trainingWords, verdictWords } from '@daunguon/records';
import { expiresAt as expiryOf } from '../domains/expires-at.ts';
import { anotherThing, isOfAnotherThing } from './another-thing.ts';
import type { Checked, Failed, Lookup } from './look-up.ts';
import type { Outcome } from './outcome.ts';
import { provenRecord } from './proven-record.ts';
import { formatTime } from './said.ts';
import type { Said } from './said.ts';
import type { ScanStatement } from './scan-statement.ts';

/** One verdict a scan, as page and command line say it. */
export interface Verdict {
  code: VerdictCode;
  tone: Tone;
  /** Vietnamese and English stand together. */
  words: Said;
  /** How far the words reach; always shown under them. */
  scope: Said[];
  /** Asking again may say more. */
  retry: boolean;
  /** The gateway's word, not a proof: it looks different. */
  stated?: true;
}

/** The verdict of a look-up, by proof's own table; what was kept on this device is never called current. */
export function verdictFor(outcome: Outcome, now: number): Verdict {
  if (outcome.kind === 'no-policy')
    return cannotCheck(notAFake, {
      vi: 'Trang này chưa có danh sách các cơ quan mà nó tin.',
      en: 'This page has no list of bodies that it trusts yet.',
    });
  if (outcome.kind === 'tlog-proof')
    return cannotCheck(
      notAFake,
      outcome.included
        ? {
            vi: 'Tệp chứng minh điều đã được ghi vào sổ, nhưng không chứng minh điều ấy còn hiệu lực.',
            en: 'The file proves what was recorded, but not that it still holds.',
          }
        : { vi: 'Tệp không chứng minh được điều nó ghi.', en: 'The file does not prove what it says.' },
    );
  const { lookup } = outcome;
  const { best } = lookup;
  if (best === null) return nobodyAnswered(lookup);
  const { verification, source } = best;
  const record = provenRecord(lookup.label.id, verification, best.fields);
  const expiresAt = record === null ? undefined : expiryOf(record);
  const given = verdictOf(verification, { now, ...(expiresAt === undefined ? {} : { expiresAt }) });
  if (given.code === 'cannot-check' && isOfAnotherThing(verification)) return cannotCheck(notAFake, anotherThing);
  if (given.code === 'cannot-check' && verification.serial === 'unproven')
    return cannotCheck(notAFake, {
      vi: 'Chưa nhận được bằng chứng rằng nhãn có số sê-ri này đã được phát hành.',
      en: 'No proof came that a label with this serial was issued.',
    });
  if (given.code === 'cannot-check')
    return cannotCheck(notAFake, {
      vi: 'Máy chủ có trả lời nhưng không chứng minh được lời nó nói, nên trang này không cho xem.',
      en: 'A server answered but could not prove what it says, so it is not shown.',
    });
  const words = (code: VerdictCode): Said =>
    verdictWords(code, { ...given, type: typeOf(verification), ...(expiresAt === undefined ? {} : { expiresAt }) });
  if (record !== null && isTraining(record))
    return trainingVerdict(given, words(given.code), scopeOf(best, lookup.failed));
  const kept = source.kind === 'saved' && given.code === 'authentic';
  const { code, tone } = kept ? ({ code: 'stale', tone: 'amber' } as const) : given;
  // Proven with the contents: what the ledger recorded is genuine, what it tells of nobody here saw.
  const imported = importedWords(record?.body['imported']);
  return {
    code,
    tone,
    words: words(code),
    scope: [...(imported === undefined ? [] : [imported]), scopeOf(best, lookup.failed)],
    retry: code === 'stale' || source.kind === 'saved',
  };
}

/** Type of the record whose standing is proven; empty where none is. */
export const typeOf = ({ standing }: Verification): string => (standing?.absent === false ? standing.type : '');

/** Never green, nor does it speak of a genuine record; what warns of goods is told beside and keeps its colour, so that it can be learned. */
function trainingVerdict({ code, tone }: ReturnType<typeof verdictOf>, { vi, en }: Said, scope: Said): Verdict {
  const warns = tone === 'red' || (tone === 'amber' && code !== 'stale');
  return {
    code,
    tone: tone === 'green' ? 'grey' : tone,
    words: { vi: trainingWords.vi, en: trainingWords.en },
    scope: [...(warns ? [{ vi: `Nếu là hàng thật: ${vi}`, en: `Were it real goods: ${en}` }] : []), scope],
    retry: false,
  };
}
export const isOfTraining = ({ words }: Verdict): boolean => words.vi === trainingWords.vi;

/** Whether a fake may be reported of it: nobody sells what was recorded to learn, and of what was erased there is nothing to compare. */
export const mayBeFake = (verdict: Verdict): boolean => verdict.code !== 'erased' && !isOfTraining(verdict);

const notAFake: Said = {
  vi: 'CHƯA KIỂM TRA ĐƯỢC – không có nghĩa là hàng giả',
  en: 'COULD NOT BE CHECKED – this does not mean a fake',
};

function cannotCheck({ vi, en }: Said, scope: Said): Verdict {
  return { code: 'cannot-check', tone: 'grey', words: { vi, en }, scope: [scope], retry: true };
}

function nobodyAnswered({ failed }: Lookup): Verdict {
  if (failed.some(({ why }) => why === 'unreadable'))
    return cannotCheck(notAFake, {
      vi: 'Máy chủ có trả lời nhưng không kèm bằng chứng.',
      en: 'A server answered, but without any proof.',
    });
  return cannotCheck(verdictWords('cannot-check'), {
    vi: 'Không máy chủ nào của mạng Dấu Nguồn trả lời.',
    en: 'No server of the Dấu Nguồn network answered.',
  });
}

function scopeOf({ source, verification, locked }: Checked, failed: readonly Failed[]): Said {
  if (source.kind === 'saved')
    return {
      vi: `Theo bản lưu trên máy này lúc ${formatTime(source.savedAt)}; chưa hỏi lại được.`,
      en: `From the copy kept on this device at ${formatTime(source.savedAt)}; asking again was not possible.`,
    };
  if (source.kind === 'file')
    return {
      vi: 'Theo tệp được đưa ra; chưa hỏi lại sổ.',
      en: 'From the file presented; the register was not asked again.',
    };
  if (source.kind === 'mirror') {
    const host = new URL(source.url).host;
    const lied = failed.some(({ why }) => why !== 'unreachable');
    return {
      vi: `Theo bản sao ở ${host}: ${lied ? 'cổng trả lời nhưng không chứng minh được' : 'cổng không trả lời'}.`,
      en: `From the mirror at ${host}: the gateway ${lied ? 'answered without proof' : 'did not answer'}.`,
    };
  }
  if (locked)
    return {
      vi: 'Khóa trong đường dẫn không mở được nội dung: đường dẫn có thể đã được thay hoặc rút lại.',
      en: 'The key in the link does not open the contents: the link may have been replaced or withdrawn.',
    };
  const { standing } = verification;
  if (standing?.absent === false && standing.status === 'erased')
    return {
      vi: 'Đã chứng minh là hồ sơ được xóa; không còn bản nào để xem.',
      en: 'It is proven that the record was erased; nothing of it is left to see.',
    };
  if (isSealed(verification))
    return standing?.absent === false && standing.status === 'active'
      ? {
          vi: 'Hồ sơ có thật, còn hiệu lực, nhưng chỉ đường dẫn của người giữ mới mở được nội dung.',
          en: 'The record exists and is in force, but only the holder’s link opens its contents.',
        }
      : {
          vi: 'Nội dung được niêm phong: chỉ đường dẫn của người giữ mới mở được.',
          en: 'The contents are sealed: only the holder’s link opens them.',
        };
  if (verification.authenticity === 'cannot-confirm')
    return {
      vi: 'Tình trạng này đã được chứng minh; nội dung hồ sơ thì chưa.',
      en: 'This status is proven; the contents of the record are not.',
    };
  return {
    vi: 'Do chính máy của bạn kiểm tra, không dựa vào lời máy chủ.',
    en: 'Checked by your own device, not taken on the server’s word.',
  };
}

/** The gateway's index hears of a recall seconds before it can be proven: its word warns, in amber, and replaces nothing worse. */
export function recallWarning(verdict: Verdict): Verdict {
  if (verdict.tone === 'red' || isOfTraining(verdict)) return verdict;
  return {
    code: verdict.code,
    tone: 'amber',
    words: {
      vi: 'HÀNG NÀY CÓ THỂ ĐANG BỊ THU HỒI – chờ xác nhận, đừng dùng lúc này',
      en: 'THESE GOODS MAY BE UNDER RECALL – not confirmed yet, do not use them now',
    },
    scope: [{ vi: 'Mới theo lời máy chủ, chưa kiểm chứng.', en: 'As told by the server, not verified.' }],
    retry: true,
    stated: true,
  };
}

/**
 * What readers told the gateway suggests copies of the label: its word, which only a genuine record can lose its green to. Red, grey and what
 * else is amber say more already.
 */
export function copiedWarning(verdict: Verdict, { scans, communes, copied }: ScanStatement): Verdict {
  // Training labels are there to be scanned by many.
  if (!copied || verdict.code !== 'authentic' || isOfTraining(verdict)) return verdict;
  return {
    code: verdict.code,
    tone: 'amber',
    words: copiedLabelWords(scans, communes),
    scope: [
      {
        vi: 'Lô có thật, nhưng nhãn có thể đã bị chép sang hàng khác. Số lượt quét do máy chủ Dấu Nguồn đếm, chưa kiểm chứng.',
        en: 'The lot is genuine, but its label may be copied onto other goods. The scans were counted by the Dấu Nguồn server, not verified.',
      },
    ],
    retry: false,
    stated: true,
  };
}
