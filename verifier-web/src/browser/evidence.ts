import type { AnswerCheck, StepResult } from './check-answer.ts';
import { h, say } from './dom.ts';
import { organisationName } from './organisations.ts';
import type { RecordAnswer } from './record-answer.ts';
import { formatTime } from './said.ts';
import type { Said } from './said.ts';

const results: Record<StepResult, Said> = {
  pass: { vi: 'đúng', en: 'pass' },
  fail: { vi: 'không khớp', en: 'fail' },
  unknown: { vi: 'chưa biết', en: 'unknown' },
  'not-applicable': { vi: 'không có', en: 'not applicable' },
};

const steps: Record<keyof AnswerCheck, Said> = {
  sameRecord: { vi: 'Hồ sơ đúng là mã trên nhãn', en: 'The record is the one on the label' },
  commitment: {
    vi: 'Nội dung khớp với cam kết (tính trên máy này)',
    en: 'Contents match the commitment (computed here)',
  },
  timeline: { vi: 'Các bước kèm theo khớp với cam kết', en: 'The events sent along match theirs' },
  independent: {
    vi: 'Đối chiếu độc lập với sổ của nhiều cơ quan',
    en: 'Independent check against the organisations’ log',
  },
};

/** For those who want to check for themselves: every step with its result, and where the record lies on the ledger. */
export function evidence(
  { record, txId, blockNumber, blockTime, endorsers }: RecordAnswer,
  check: AnswerCheck,
): HTMLElement {
  const row = (label: Said, value: string): HTMLElement =>
    h(
      'div',
      {},
      h('dt', {}, say(label)),
      h('dd', { class: /^[0-9a-f]{32,}$/.test(value) ? 'mono' : 'quiet' }, value || '–'),
    );
  const step = (name: keyof AnswerCheck): HTMLElement =>
    h('li', { class: `step-${check[name]}` }, `${say(steps[name])}: `, h('strong', {}, say(results[check[name]])));
  return h(
    'details',
    { class: 'card' },
    h('summary', {}, say({ vi: 'Xem chi tiết kiểm chứng', en: 'Details of the check' })),
    h('ul', { class: 'checks' }, ...(Object.keys(steps) as (keyof AnswerCheck)[]).map(step)),
    h(
      'p',
      { class: 'hint' },
      say({
        vi: 'Các dòng dưới đây là theo lời máy chủ của cổng:',
        en: 'The lines below are as stated by the gateway:',
      }),
    ),
    h(
      'dl',
      { class: 'wide' },
      row({ vi: 'Khối', en: 'Block' }, Number.isFinite(blockNumber) ? `${blockNumber} · ${formatTime(blockTime)}` : ''),
      row({ vi: 'Giao dịch', en: 'Transaction' }, txId),
      row(
        { vi: 'Cơ quan cùng ký', en: 'Endorsing organisations' },
        endorsers.map((msp) => say(organisationName(msp))).join('; '),
      ),
      row({ vi: 'Cam kết', en: 'Commitment' }, record.commitment),
      row({ vi: 'Muối', en: 'Salt' }, record.salt),
      row({ vi: 'Phiên bản', en: 'Version' }, `${record.version} · ${record.type} · ${record.status}`),
      row({ vi: 'Cách ký', en: 'Signing' }, signing(record.by.signing)),
    ),
  );
}

function signing(value: string): string {
  if (value === 'custodial')
    return say({ vi: 'cổng ký hộ người khai', en: 'the gateway signed on the person’s behalf' });
  return value === 'own' ? say({ vi: 'người khai tự ký', en: 'signed with the person’s own key' }) : value;
}
