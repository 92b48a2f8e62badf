import type { Gs1ErrorCode } from '@daunguon/formats/gs1';

/** What is wrong with a GS1 link, for the reader of a problem; the code and the AI stand before it. */
export const gs1Words: Readonly<Record<Gs1ErrorCode, readonly [vi: string, en: string]>> = {
  'not-a-uri': ['không phải đường dẫn web', 'not a web address'],
  'no-key': ['không có khóa GS1 trong đường dẫn', 'no GS1 key in the path'],
  'unknown-ai': ['không có mã ứng dụng (AI) này', 'no such application identifier'],
  'word-key': ['khóa viết bằng chữ đã bị bỏ, hãy viết bằng số', 'keys in words were withdrawn, write the number'],
  'ai-in-path': ['mã này không đứng ở đây trong đường dẫn', 'this identifier does not stand here in the path'],
  'ai-order': ['các mã đứng sai thứ tự', 'identifiers stand in the wrong order'],
  'ai-not-attribute': ['mã này không đứng sau dấu hỏi', 'this identifier does not stand in the query'],
  'ai-repeated': ['mã xuất hiện nhiều lần', 'the identifier comes more than once'],
  encoding: ['mã hóa phần trăm sai', 'wrong percent-encoding'],
  'empty-value': ['thiếu giá trị', 'the value is missing'],
  characters: ['có ký tự không được phép', 'a character that is not allowed'],
  length: ['quá ngắn hoặc quá dài', 'too short or too long'],
  'check-digit': ['số kiểm tra sai', 'wrong check digit'],
  value: ['giá trị không được phép', 'the value is not allowed'],
};
