import { describe, expect, test } from '@jest/globals';
import type { AnswerCheck } from './check-answer.ts';
import type { RecordAnswer } from './record-answer.ts';
import { judge } from './verdict.ts';

const good: AnswerCheck = {
  sameRecord: 'pass',
  commitment: 'pass',
  timeline: 'not-applicable',
  independent: 'unknown',
};

function answered(status: string, extra: Partial<RecordAnswer> = {}, check: Partial<AnswerCheck> = {}) {
  const record = {
    id: '3F8K2M9QRT5VWXYZ01ABCDEGHJ',
    type: 'origin/batch',
    version: 1,
    status,
    owner: '5H6M1KNPQRSTVWXYZ23456ABCD',
    body: {},
    salt: '',
    commitment: '',
    ts: '2026-11-20T02:00:00Z',
    by: { msp: 'AgriMSP', unit: '', role: 'farmer', signing: 'custodial' },
  };
  const answer: RecordAnswer = {
    record,
    txId: '',
    blockNumber: 7,
    blockTime: '',
    endorsers: [],
    statedBy: 'gateway',
    timeline: [],
    units: {},
    ...extra,
  };
  return { kind: 'answered', answer, check: { ...good, ...check }, savedAt: null } as const;
}
const recall = { id: '7K4Y3BCDEFGHJKMNPQRSTVWXYZ', reason: 'dư lượng thuốc' };

describe('one verdict, the worst first', () => {
  test('a sound active record is only the word of the gateway, never green', () => {
    const verdict = judge(answered('active'));
    expect(verdict).toMatchObject({ code: 'stated', tone: 'stated' });
    expect(verdict.scope.vi).toBe('Theo lời máy chủ của cổng – chưa kiểm chứng độc lập');
    expect(verdict.scope.en).toBe('As stated by the gateway – not independently verified');
  });

  test.each(['sameRecord', 'commitment', 'timeline'] as const)(
    'fetched bytes that fail %s are grey, not red',
    (step) => {
      const verdict = judge(answered('active', {}, { [step]: 'fail' }));
      expect(verdict).toMatchObject({ code: 'mismatch', tone: 'unknown', words: { vi: 'CHƯA KIỂM TRA ĐƯỢC' } });
    },
  );

  test('a recall is said before a mismatch, and stays qualified', () => {
    const verdict = judge(answered('active', { recall }, { commitment: 'fail' }));
    expect(verdict).toMatchObject({ code: 'recalled', tone: 'recall' });
    expect(verdict.words.vi).toBe('ĐANG BỊ THU HỒI – không dùng sản phẩm này');
    expect(verdict.scope.en).toContain('As stated by the gateway');
  });

  test('status recalled is enough, also in a saved copy: a recall never goes stale', () => {
    const saved = { ...answered('recalled'), savedAt: '2026-11-24T02:41:00Z' };
    expect(judge(saved)).toMatchObject({ code: 'recalled', tone: 'recall' });
    expect(judge(saved).scope.vi).toContain('09:41 24/11/2026');
  });

  test('a saved active copy is amber and dated in local time', () => {
    const verdict = judge({ ...answered('active'), savedAt: '2026-11-24T18:05:00Z' });
    expect(verdict).toMatchObject({ code: 'saved', tone: 'warn' });
    expect(verdict.words.vi).toBe('BẢN ĐÃ LƯU – tình trạng biết đến 01:05 25/11/2026');
  });

  test.each([
    ['held', 'standing', 'warn'],
    ['suspended', 'standing', 'warn'],
    ['revoked', 'standing', 'warn'],
    ['superseded', 'ended', 'unknown'],
    ['closed', 'ended', 'unknown'],
    ['unheard-of', 'unreadable', 'unknown'],
  ])('status %s gives %s in %s', (status, code, tone) => {
    expect(judge(answered(status))).toMatchObject({ code, tone });
  });

  test('absence without a proof is grey and the word of the gateway', () => {
    expect(judge({ kind: 'absent' })).toMatchObject({ code: 'absent', tone: 'unknown' });
    expect(judge({ kind: 'absent' }).scope.vi).toContain('Theo lời máy chủ');
  });

  test('no network is no fake', () => {
    expect(judge({ kind: 'offline' })).toMatchObject({ code: 'offline', tone: 'unknown' });
    expect(judge({ kind: 'offline' }).scope.vi).toContain('không có nghĩa là hàng giả');
    expect(judge({ kind: 'unreadable' })).toMatchObject({ code: 'unreadable', tone: 'unknown' });
  });
});
