import { expect, test } from '@jest/globals';
import { paperVerdict } from './paper-answer.ts';

const of = (status: number, json: unknown) => paperVerdict({ status, json });

test('a server’s word is never green, and nothing found is no fake', () => {
  for (const status of ['active', 'suspended', 'revoked', 'cancelled', 'superseded', 'something new'])
    expect(of(200, { match: true, status }).tone).toBe('amber');
  expect(of(200, { match: false }).tone).toBe('grey');
});

test('the status is said in words', () => {
  expect(of(200, { match: true, status: 'active' }).words.vi).toContain('đang có hiệu lực');
  expect(of(200, { match: true, status: 'revoked' }).words.vi).toContain('ĐÃ BỊ THU HỒI');
  expect(of(200, { match: false }).words.vi).toContain('KHÔNG KHỚP');
});

test.each([
  ['nobody answers', null, 'không trả lời'],
  ['there were too many questions', { status: 429, json: {} }, 'QUÁ NHIỀU LẦN'],
  ['a field is wrong', { status: 422, json: { title: 'Thiếu' } }, 'CHƯA TRA CỨU ĐƯỢC'],
  ['the answer is none of ours', { status: 200, json: '<html>' }, 'CHƯA TRA CỨU ĐƯỢC'],
])('where %s, that is said', (_what, answer, words) => {
  expect(paperVerdict(answer)).toMatchObject({
    tone: 'grey',
    words: { vi: expect.stringContaining(words) as unknown as string },
  });
});
