import type { Language } from './problem.ts';

/** What can be wrong with one field, in the words people read. Codes are stable; schemas name them as their messages. */
export const fieldProblems = {
  missing: ['Thiếu', 'Missing'],
  'unknown-field': ['Không có trường này', 'There is no such field'],
  'wrong-type': ['Sai kiểu dữ liệu', 'Another type of value is needed'],
  'too-small': ['Nhỏ quá, ngắn quá hoặc ít quá', 'Too small, too short or too few'],
  'too-large': ['Lớn quá, dài quá hoặc nhiều quá', 'Too large, too long or too many'],
  'not-allowed': ['Giá trị này không có trong các lựa chọn', 'This value is none of the choices'],
  'column-twice': ['Cột này đã dùng cho trường khác', 'Another field takes this column already'],
  'not-a-sandbox': [
    'Không phải đơn vị dùng thử: mọi vùng trồng của nó phải là vùng tập huấn',
    'Not a unit to try things with: all of its growing areas must be areas to learn on',
  ],
  id: ['Không phải mã hồ sơ 26 ký tự', 'Not a record id of 26 characters'],
  'text-empty': ['Không được để trống', 'Must not be empty'],
  'text-too-long': ['Chữ quá dài', 'The text is too long'],
  'text-not-nfc': [
    'Chữ có dấu gõ theo kiểu tổ hợp; hãy gõ lại bằng Unicode dựng sẵn (NFC)',
    'Accents are typed as characters of their own; type the text again in Unicode NFC',
  ],
  'text-control-character': ['Có ký tự điều khiển hoặc ký tự ẩn', 'A control character or an invisible one'],
  'text-blank-ends': ['Khoảng trắng ở đầu hoặc cuối', 'Blank space at an end'],
  date: ['Không phải ngày; viết NĂM-THÁNG-NGÀY', 'Not a date; write YYYY-MM-DD'],
  'date-before-from': ['Trước ngày bắt đầu', 'Lies before the first day'],
  instant: ['Không phải thời điểm UTC (ISO 8601)', 'Not an instant in UTC (ISO 8601)'],
  weight: ['Khối lượng không phải là số kg, nhiều nhất 3 chữ số lẻ', 'Not a weight in kg with at most 3 decimals'],
  'weight-zero': ['Khối lượng phải lớn hơn 0', 'The weight must be above 0'],
  'weight-too-large': ['Khối lượng lớn hơn 1.000 tấn', 'The weight is more than 1,000 tonnes'],
  'lot-empty': ['Thiếu số lô', 'The lot is missing'],
  'lot-too-long': ['Số lô dài hơn 20 ký tự', 'The lot is longer than 20 characters'],
  'lot-characters': [
    'Số lô chỉ gồm chữ không dấu, số và dấu câu của GS1, không có khoảng trắng',
    'The lot may have only letters, digits and punctuation of GS1 set 82, no spaces',
  ],
  gtin: ['GTIN gồm 14 chữ số, không toàn số 0', 'A GTIN has 14 digits, not all of them 0'],
  'gtin-check-digit': ['Số kiểm tra của GTIN sai', 'The check digit of the GTIN is wrong'],
  puc: [
    'Mã số vùng trồng gồm 4 đến 40 chữ không dấu, số, dấu chấm, gạch (VN-DNOR-0001)',
    'A growing area code has 4 to 40 letters, digits, dots, hyphens (VN-DNOR-0001)',
  ],
  'product-code': [
    'Mã cây trồng, sản phẩm chỉ gồm chữ thường không dấu và gạch nối (durian)',
    'A product code has small letters and hyphens only (durian)',
  ],
  'sha-256': ['Không phải mã băm SHA-256', 'Not a SHA-256 digest'],
  'commune-unknown': ['Không có xã, phường mang mã này', 'No commune has this code'],
  'msp-id': ['Không phải mã tổ chức (MSP)', 'Not an organisation (MSP) id'],
  'tax-code': [
    'Mã số thuế gồm 10 chữ số, chi nhánh thêm 3 số (3600000019-001)',
    'A tax code has 10 digits, a branch 3 more (3600000019-001)',
  ],
  points: ['Điểm là số từ 0 đến 100, nhiều nhất 2 chữ số lẻ', 'Points go from 0 to 100 with at most 2 decimals'],
  salt: ['Muối gồm 32 chữ số thập lục phân viết thường', 'A salt is 32 lower-case hexadecimal digits'],
  'rating-weights': ['Điểm tối đa của ba phần phải có tổng là 100', 'The three parts must add up to 100 points'],
  'rating-bands': ['Các hạng phải xếp từ cao xuống thấp', 'Bands must go from the best to the lowest'],
  market: ['Thị trường viết bằng mã nước ba chữ (CHN)', 'A market is a country code of three letters (CHN)'],
  'container-number': ['Số container sai dạng ISO 6346', 'Not a container number of ISO 6346'],
  'container-check-digit': ['Số kiểm tra của container sai', 'The check digit of the container is wrong'],
  sscc: ['SSCC gồm 18 chữ số', 'An SSCC has 18 digits'],
  'sscc-check-digit': ['Số kiểm tra của SSCC sai', 'The check digit of the SSCC is wrong'],
  'tracking-number': ['Mã vận đơn sai dạng', 'The tracking number is malformed'],
  'bill-of-lading': ['Số vận đơn đường biển sai dạng', 'The number of the bill of lading is malformed'],
  locode: ['Cảng viết bằng mã UN/LOCODE (VNSGN)', 'A port is named by its UN/LOCODE (VNSGN)'],
  decimal: ['Không phải số thập phân', 'Not a decimal number'],
  jwk: ['Khóa công khai sai dạng', 'The public key is malformed'],
  'key-algorithm': ['Thuật toán không hợp với khóa hoặc việc dùng', 'The algorithm does not fit the key or its use'],
  month: ['Không phải tháng; viết NĂM-THÁNG', 'Not a month; write YYYY-MM'],
  'media-type': ['Loại tệp sai dạng (image/jpeg)', 'The media type is malformed (image/jpeg)'],
  'document-number': ['Số văn bản, số hiệu sai dạng', 'The document number is malformed'],
  'personal-id': ['Số định danh cá nhân gồm 12 chữ số', 'A personal identification number has 12 digits'],
  'text-look-alike': [
    'Có chữ cái không phải chữ Latinh, trông giống chữ khác',
    'A letter that is not Latin and looks like another',
  ],
  'birth-after-graduation': [
    'Ngày sinh sau ngày tốt nghiệp hoặc ngày cấp',
    'Born after graduation or the day of issue',
  ],
  'issued-before-graduation': ['Ngày cấp trước ngày tốt nghiệp', 'Issued before graduation'],
  'ends-before-start': ['Ngày kết thúc trước ngày bắt đầu', 'Ends before it starts'],
  'number-in-use': ['Số này đã cấp cho một bản khác', 'This number was issued already'],
  'text-formula': ['Bắt đầu như một công thức bảng tính', 'It begins like a formula of a spreadsheet'],
  serial: [
    'Số sê-ri hoặc số lượng là số nguyên dương viết thành chữ, nhiều nhất 18 chữ số',
    'A serial or quantity is a positive whole number as text, of at most 18 digits',
  ],
  'project-code': [
    'Mã dự án gồm chữ hoa không dấu và số, nối bằng gạch ngang',
    'A project code has capitals and digits joined by hyphens',
  ],
  'facility-code': [
    'Mã cơ sở gồm chữ hoa không dấu, số và gạch ngang',
    'A facility code has capitals, digits and hyphens',
  ],
  'ring-open': ['Điểm cuối của ranh giới phải trùng điểm đầu', 'The last point of a boundary must be its first'],
  'batch-size': ['Một lô có đúng 64 cam kết', 'A batch has exactly 64 commitments'],
  country: ['Nước viết bằng mã hai chữ (VN)', 'A country is a code of two letters (VN)'],
  uri: ['Không phải địa chỉ https', 'Not an https address'],
  'point-outside': [
    'Tọa độ phải nằm ở Việt Nam, kinh độ trước, vĩ độ sau',
    'A point lies in Việt Nam, longitude first, then latitude',
  ],
  'consent-restricted': [
    'Di sản linh thiêng hoặc chưa được đồng ý thì ghi thành hồ sơ không công khai',
    'What is sacred or not consented to is recorded as restricted',
  ],
  'consent-public': ['Mức này là công khai: hãy ghi thành di sản', 'This level is public: register the item'],
  'figure-not-editable': [
    'Số liệu đọc từ sổ, không sửa được; chỉ sửa phần lời',
    'Figures are read from the ledger and cannot be edited; only the words can',
  ],
} as const satisfies Record<string, readonly [vi: string, en: string]>;

/** The words for a field code; a code that is a record's own problem, or unknown, stands for itself. */
export const fieldProblemText = (code: string, language: Language): string => {
  const words = Object.hasOwn(fieldProblems, code) ? fieldProblems[code as keyof typeof fieldProblems] : undefined;
  return words?.[language === 'vi' ? 0 : 1] ?? code;
};
