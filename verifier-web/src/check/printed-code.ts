import type { QrCheck } from '@daunguon/formats/cose';
import { verdictWords } from '@daunguon/records';
import type { IssuerKeyEntry } from './issuer-directory.ts';
import { formatTime } from './said.ts';
import type { Said } from './said.ts';
import type { Verdict } from './verdict.ts';

export type PrintedCheck = QrCheck<IssuerKeyEntry>;

/**
 * The verdict of a credential's printed code. A signature says who signed, not that it still holds: green needs the proven standing of the
 * record beside it; offline it is amber at best. Red where these very bytes contradict a proven key.
 */
export function printedVerdict(check: PrintedCheck, standing: Verdict | null): Verdict {
  if (check.result === 'malformed')
    return grey({ vi: 'Mã này không phải mã của văn bằng.', en: 'This is not the code of a credential.' }, false);
  if (check.result === 'key-unknown')
    return grey({
      vi: 'Danh bạ trên máy này chưa có khóa đã ký mã: hãy nối mạng rồi thử lại.',
      en: 'The directory on this device does not have the key that signed: connect to the network and try again.',
    });
  if (check.result === 'signature-wrong')
    return {
      ...{ code: 'mismatch', tone: 'red', words: verdictWords('mismatch'), retry: false },
      scope: [{ vi: `Chữ ký không phải của ${nameOf(check.issuer)}.`, en: `Not signed by ${nameOf(check.issuer)}.` }],
    };
  const signed = signedBy(check.issuer);
  // What the register proves of the record stands above what its paper says.
  if (standing !== null && standing.code !== 'cannot-check' && standing.code !== 'sealed')
    return { ...standing, scope: [...standing.scope, signed] };
  if (standing?.code === 'sealed' && check.issuer.stolenOn === undefined)
    return {
      ...{ code: 'authentic', tone: 'green', words: verdictWords('authentic'), retry: false },
      scope: [signed, inForce],
    };
  return {
    ...{ code: 'stale', tone: 'amber', retry: standing === null || standing.retry },
    words: {
      vi: `CHỮ KÝ ĐÚNG của ${nameOf(check.issuer)}, ${standing === null ? 'chưa đối chiếu sổ' : 'chưa xác nhận được'}`,
      en: `RIGHT SIGNATURE of ${nameOf(check.issuer)}, ${standing === null ? 'not checked against the register' : 'not confirmed'}`,
    },
    scope: [signed],
  };
}

const inForce: Said = {
  vi: 'Sổ chung chứng minh hồ sơ còn hiệu lực.',
  en: 'The common register proves that the record is in force.',
};

function nameOf({ unitName, unit }: IssuerKeyEntry): string {
  return unitName ?? unit;
}

function signedBy(issuer: IssuerKeyEntry): Said {
  const { status, stolenOn, statusTime } = issuer;
  const when = statusTime === undefined ? '' : formatTime(new Date(statusTime).toISOString());
  if (stolenOn !== undefined)
    return {
      vi: `Khóa đã ký được báo mất, từ ${formatTime(stolenOn)}: chữ ký một mình không nói lên điều gì.`,
      en: `The key that signed was reported stolen, since ${formatTime(stolenOn)}: the signature alone says nothing.`,
    };
  const ended =
    status === 'active' ? { vi: '', en: '' } : { vi: ', khóa nay đã được thay', en: ', a key since replaced' };
  return {
    vi: `Khóa của ${nameOf(issuer)}${ended.vi}, theo danh bạ có bằng chứng${when && ` lúc ${when}`}.`,
    en: `A key of ${nameOf(issuer)}${ended.en}, by a proven directory${when && ` as of ${when}`}.`,
  };
}

function grey(scope: Said, retry = true): Verdict {
  return { ...{ code: 'cannot-check', tone: 'grey', words: verdictWords('cannot-check') }, scope: [scope], retry };
}
