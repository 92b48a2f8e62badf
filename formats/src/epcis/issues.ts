/** What can be wrong with a document or an event: codes are stable, words are what people read. */
export const issueTexts = {
  'not-an-object': ['Phải là một đối tượng JSON', 'Must be a JSON object'],
  'document-type': [
    'Loại tài liệu phải là EPCISDocument hoặc EPCISQueryDocument',
    'The type must be EPCISDocument or EPCISQueryDocument',
  ],
  'event-type': ['Không có loại sự kiện này trong EPCIS 2.0', 'EPCIS 2.0 has no such event type'],
  missing: ['Thiếu trường bắt buộc', 'A required field is missing'],
  'wrong-type': ['Sai kiểu giá trị', 'Another type of value is needed'],
  'unknown-field': [
    'Không có trường này; trường mở rộng phải có tiền tố',
    'There is no such field; an extension needs a prefix',
  ],
  'undeclared-prefix': ['Tiền tố chưa khai báo trong @context', 'The prefix is not declared in @context'],
  uri: ['Không phải URI', 'Not a URI'],
  time: ['Không phải thời điểm có múi giờ (RFC 3339)', 'Not a date and time with a time zone (RFC 3339)'],
  pattern: ['Sai dạng', 'Malformed'],
  value: ['Giá trị không được phép', 'This value is not allowed'],
  'too-few': ['Danh sách cần ít nhất một phần tử', 'The list needs at least one entry'],
  twice: ['Có phần tử lặp lại', 'An entry appears twice'],
  vocabulary: [
    'Không có trong từ vựng CBV 2.0 và không phải URI của từ vựng khác',
    'Neither a word of CBV 2.0 nor a URI of another vocabulary',
  ],
  'needs-what': [
    'Sự kiện phải nêu hàng hóa (epcList, quantityList …)',
    'The event must name goods (epcList, quantityList …)',
  ],
  'needs-parent': ['Thiếu parentID (chỉ được thiếu khi OBSERVE)', 'parentID is missing (only OBSERVE may omit it)'],
  'needs-inputs-and-outputs': [
    'Cần cả đầu vào và đầu ra; chỉ một phía khi có transformationID',
    'Inputs and outputs are needed; one side alone only with a transformationID',
  ],
  'ilmd-without-add': ['ilmd chỉ đi với action ADD', 'ilmd goes only with action ADD'],
  negative: ['Số lượng không được âm', 'A quantity cannot be negative'],
  'too-long': ['Quá dài hoặc quá nhiều', 'Too long or too many'],
  future: ['Thời điểm ở tương lai', 'The time is in the future'],
  'sensor-flood': ['Quá nhiều số đo cảm biến trong một sự kiện', 'Too many sensor reports in one event'],
} as const satisfies Record<string, readonly [vi: string, en: string]>;
export type IssueCode = keyof typeof issueTexts;

/** One finding; `pointer` (RFC 6901) counts from what was checked. */
export interface Issue {
  readonly pointer: string;
  readonly code: IssueCode;
}

export const issueText = (code: IssueCode, language: 'vi' | 'en'): string =>
  issueTexts[code][language === 'vi' ? 0 : 1];
