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
  ['withdrawn', '✖', 'HỒ SƠ NÀY ĐÃ BỊ THU HỒI/HỦY từ 25/11/2026'],
  ['stale', '!', 'HỒ SƠ THẬT, tình trạng biết đến 06:05 25/11/2026'],
  ['expired', '–', 'HỒ SƠ THẬT, đã hết hạn'],
  ['superseded', '–', 'HỒ SƠ THẬT, đã có bản thay thế'],
  ['cannot-check', '–', 'CHƯA KIỂM TRA ĐƯỢC (mất mạng) – không có nghĩa là hàng giả'],
  ['erased', '–', 'ĐÃ XÓA theo yêu cầu'],
  ['authentic', '✔', 'HỒ SƠ THẬT, còn hiệu lực'],
] as const)('%s', (code, icon, vi) => {
  // 23:05 UTC is the next morning in Việt Nam.
  const dates = { since: '2026-11-24T23:05:00.000Z', statusTime: Date.parse('2026-11-24T23:05:59.999Z') };
  expect(verdictWords(code, dates)).toMatchObject({ icon, vi });
});

test('without dates the words stand alone', () => {
  expect(verdictWords('withdrawn').vi).toBe('HỒ SƠ NÀY ĐÃ BỊ THU HỒI/HỦY');
  expect(verdictWords('withdrawn', { since: 'never' }).en).toBe('THIS RECORD IS REVOKED OR CANCELLED');
  expect(verdictWords('stale').vi).toBe('HỒ SƠ THẬT, chưa rõ tình trạng hiện nay');
  expect(copiedLabelWords(40, 7).vi).toBe('CÓ DẤU HIỆU NHÃN BỊ SAO CHÉP – quét 40 lần ở 7 xã');
});

test('a paper that ended is named, so that nobody takes it for the goods', () => {
  const since = '2026-11-24T23:05:00.000Z';
  expect(verdictWords('withdrawn', { since, type: 'origin/certificate' }).vi).toBe(
    'CHỨNG NHẬN NÀY ĐÃ BỊ THU HỒI/HỦY từ 25/11/2026',
  );
  expect(verdictWords('suspended', { since, type: 'ocop/product' })).toMatchObject({
    vi: 'KẾT QUẢ OCOP NÀY ĐANG BỊ TẠM ĐÌNH CHỈ từ 25/11/2026',
    en: 'THIS OCOP RESULT IS SUSPENDED since 25/11/2026',
  });
  // Valid until the end of 20 January: that day is named, not the next one.
  expect(verdictWords('expired', { expiresAt: '2026-01-20T17:00:00Z', type: 'ocop/product' })).toMatchObject({
    vi: 'HỒ SƠ THẬT, kết quả OCOP đã hết hạn ngày 20/01/2026',
    en: 'GENUINE RECORD, OCOP result expired on 20/01/2026',
  });
  expect(verdictWords('closed', { type: 'origin/batch' }).en).toBe('GENUINE RECORD, nothing is left of this lot');
  expect(verdictWords('closed', { type: 'carbon/offer' }).vi).toBe('HỒ SƠ THẬT, đã kết thúc');
  expect(verdictWords('closed', { type: 'carbon/block' }).vi).toBe('HỒ SƠ THẬT, tín chỉ không còn lưu hành');
});
