import { expect, test } from '@jest/globals';
import { verdictCodes } from '@daunguon/proof';
import { copiedLabelWords, verdictWordCodes, verdictWords } from './verdict-words.ts';

test('every verdict has words, and no words are left over', () => {
  expect([...verdictWordCodes].sort()).toEqual([...verdictCodes].sort());
});

// The table of the design: consumers learn these words, so they are the same everywhere.
test.each([
  ['recalled', '⛔', 'ĐANG BỊ THU HỒI – không dùng sản phẩm này'],
  ['mismatch', '✖', 'KHÔNG KHỚP – nội dung đã bị sửa hoặc không do đơn vị này phát hành'],
  ['absent', '✖', 'KHÔNG CÓ HỒ SƠ NÀY'],
  ['withdrawn', '✖', 'ĐÃ BỊ THU HỒI/HỦY từ 25/11/2026'],
  ['stale', '!', 'HỒ SƠ THẬT, tình trạng biết đến 06:05 25/11'],
  ['expired', '–', 'HỒ SƠ THẬT, đã hết hạn'],
  ['superseded', '–', 'HỒ SƠ THẬT, đã có bản thay thế →'],
  ['cannot-check', '–', 'CHƯA KIỂM TRA ĐƯỢC (mất mạng, không phải hàng giả)'],
  ['erased', '–', 'ĐÃ XÓA theo yêu cầu'],
  ['authentic', '✔', 'HỒ SƠ THẬT, còn hiệu lực'],
] as const)('%s', (code, icon, vi) => {
  // 23:05 UTC is the next morning in Việt Nam.
  const dates = { since: '2026-11-24T23:05:00.000Z', statusTime: Date.parse('2026-11-24T23:05:59.999Z') };
  expect(verdictWords(code, dates)).toMatchObject({ icon, vi });
});

test('without dates the words stand alone', () => {
  expect(verdictWords('withdrawn').vi).toBe('ĐÃ BỊ THU HỒI/HỦY');
  expect(verdictWords('withdrawn', { since: 'never' }).en).toBe('REVOKED OR CANCELLED');
  expect(verdictWords('stale').vi).toBe('HỒ SƠ THẬT, chưa rõ tình trạng hiện nay');
  expect(copiedLabelWords(40, 7).vi).toBe('CÓ DẤU HIỆU NHÃN BỊ SAO CHÉP – quét 40 lần ở 7 xã');
});
