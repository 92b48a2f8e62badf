import { fieldProblems } from '@daunguon/records';

/** What can be wrong with a file or a row, in the two languages of the preview. Codes are stable. */
export const importProblems = {
  'file-empty': ['Tệp trống', 'The file is empty'],
  'file-too-large': ['Tệp lớn hơn 10 MB', 'The file is larger than 10 MB'],
  'file-too-many-rows': ['Tệp có hơn 50.000 dòng', 'The file has more than 50,000 rows'],
  'file-utf16': ['Tệp ở bảng mã UTF-16; hãy lưu lại dạng CSV UTF-8', 'The file is UTF-16; save it as CSV UTF-8'],
  'file-windows-1258': [
    'Tệp ở bảng mã Windows-1258; hãy lưu lại dạng CSV UTF-8',
    'The file looks like Windows-1258; save it as CSV UTF-8',
  ],
  'file-not-utf8': ['Tệp không phải UTF-8; hãy lưu lại dạng CSV UTF-8', 'The file is not UTF-8; save it as CSV UTF-8'],
  'file-quotes': ['Dấu ngoặc kép không đóng hoặc đặt sai', 'A quotation mark is not closed or misplaced'],
  'header-missing': ['Thiếu cột', 'A column is missing'],
  'header-unknown': ['Không biết cột này', 'This column is not known'],
  'header-duplicate': ['Cột xuất hiện hai lần', 'The column appears twice'],
  'row-columns': ['Số ô khác với dòng tiêu đề', 'The row has another number of cells than the header'],
  'cell-formula': ['Ô bắt đầu bằng = + - @ có thể là công thức', 'A cell that starts with = + - @ may be a formula'],
  'cell-control-character': ['Ô có ký tự điều khiển', 'The cell has a control character'],
  'text-not-nfc': ['Chữ không ở dạng Unicode dựng sẵn (NFC)', 'The text is not in Unicode NFC'],
  'text-too-long': ['Chữ quá dài', 'The text is too long'],
  'text-empty': ['Ô bắt buộc bị trống', 'A required cell is empty'],
  'lot-too-long': ['Số lô dài hơn 20 ký tự', 'The lot is longer than 20 characters'],
  'lot-characters': [
    'Số lô chỉ gồm chữ không dấu, số và dấu câu của GS1, không có khoảng trắng',
    'The lot may have only letters, digits and punctuation of GS1 set 82, no spaces',
  ],
  'lot-duplicate': [
    'Số lô lặp lại trong tệp ở cùng vùng trồng hoặc cùng GTIN',
    'The lot appears twice in the file for this growing area or GTIN',
  ],
  'lot-in-use': ['Số lô đã dùng ở vùng trồng này', 'The lot is in use at this growing area'],
  'gtin-lot-in-use': ['Một lô khác đã mang GTIN và số lô này', 'Another batch carries this GTIN and lot'],
  'crop-unknown': ['Không có cây trồng này', 'The crop is not known'],
  'crop-mismatch': ['Vùng trồng đăng ký cây khác', 'The growing area is registered for another crop'],
  gtin: ['GTIN gồm 8, 12, 13 hoặc 14 chữ số', 'A GTIN has 8, 12, 13 or 14 digits'],
  'gtin-check-digit': ['Số kiểm tra của GTIN sai', 'The check digit of the GTIN is wrong'],
  puc: ['Mã số vùng trồng sai dạng', 'The growing area code is malformed'],
  'puc-unknown': ['Chưa có vùng trồng mang mã này', 'No growing area has this code'],
  'puc-other-unit': ['Vùng trồng của đơn vị khác', 'The growing area belongs to another unit'],
  'puc-not-active': ['Vùng trồng không hoạt động', 'The growing area is not active'],
  'commune-unknown': ['Không có xã, phường mang mã này', 'No commune has this code'],
  'commune-mismatch': ['Mã xã khác với xã của vùng trồng', 'The commune is not the one of the growing area'],
  date: ['Ngày sai; viết NĂM-THÁNG-NGÀY hoặc ngày/tháng/năm', 'Not a date; write YYYY-MM-DD or DD/MM/YYYY'],
  'harvest-in-future': ['Ngày thu hoạch ở tương lai', 'The harvest date is in the future'],
  'harvest-too-old': ['Ngày thu hoạch đã quá 400 ngày', 'The harvest is more than 400 days ago'],
  weight: ['Khối lượng không phải là số kg, nhiều nhất 3 chữ số lẻ', 'Not a weight in kg with at most 3 decimals'],
  'weight-zero': ['Khối lượng phải lớn hơn 0', 'The weight must be above 0'],
  'weight-negative': ['Khối lượng âm', 'The weight is negative'],
  'weight-too-large': ['Khối lượng lớn hơn 1.000 tấn', 'The weight is more than 1,000 tonnes'],
  'weight-ambiguous': [
    'Không rõ dấu chấm/phẩy là hàng nghìn hay phần lẻ; viết 1250 hoặc 1,25',
    'The separator could mean thousands or decimals; write 1250 or 1.25',
  ],
  'number-duplicate': ['Số này lặp lại trong tệp', 'This number appears twice in the file'],
  'date-in-future': ['Ngày ở tương lai', 'The date is in the future'],
  'month-not-accredited': [
    'Đơn vị không được công nhận cấp loại này vào tháng ấy',
    'The unit was not accredited to issue this kind in that month',
  ],
  'whole-number': ['Không phải số nguyên', 'Not a whole number'],
  'not-a-choice': ['Không thuộc các giá trị cho phép', 'Not one of the values that are allowed'],
  'course-not-completed': ['Người học chưa hoàn thành khóa', 'The course was not completed'],
  'inputs-too-many': ['Nhiều hơn 20 vật tư', 'More than 20 inputs'],
  'file-xls': ['Tệp Excel kiểu cũ (.xls); hãy lưu lại dạng .xlsx', 'An old Excel file (.xls): save it as .xlsx'],
  'file-not-xlsx': ['Tệp không phải bảng tính .xlsx nguyên vẹn', 'The file is no whole .xlsx workbook'],
  'file-bomb': [
    'Tệp nén giải ra quá lớn hoặc có quá nhiều phần',
    'The archive unpacks to too much or has too many parts',
  ],
  'file-path': ['Tệp nén có đường dẫn lạ', 'The archive names a path outside of itself'],
  'file-doctype': ['Tệp có khai báo DTD', 'The file declares a DTD'],
  'file-too-many-columns': ['Bảng có hơn 200 cột', 'The table has more than 200 columns'],
  'sheet-missing': ['Không có trang tính này', 'There is no such sheet'],
  'file-not-json': ['Tệp không phải JSON hợp lệ', 'The file is not valid JSON'],
  'json-key-twice': ['Một khóa JSON xuất hiện hai lần', 'A key of the JSON appears twice'],
  'json-not-rows': ['Chỗ này của JSON không phải danh sách đối tượng', 'This part of the JSON is no list of objects'],
  'cell-not-text': ['Ô không phải chữ, số hay đúng/sai', 'The cell is no text, number or truth value'],
  number: ['Không phải số', 'Not a number'],
  'unit-unknown': ['Không có đơn vị mang mã, mã số thuế hoặc tên này', 'No unit has this id, tax code or name'],
  'unit-ambiguous': [
    'Nhiều đơn vị mang tên này; hãy ghi mã số thuế',
    'Several units have this name: give the tax code',
  ],
  'puc-duplicate': ['Mã số vùng trồng lặp lại trong tệp', 'The growing area code appears twice in the file'],
  'puc-in-use': ['Vùng trồng này đã có trên sổ', 'This growing area is recorded already'],
  account: ['Số tài khoản hồ sơ gồm 6 đến 20 chữ hoặc số', 'An account number has 6 to 20 letters or digits'],
  'account-duplicate': ['Số tài khoản lặp lại trong tệp', 'The account appears twice in the file'],
  'account-in-use': ['Tài khoản này đã có mã người bệnh', 'This account has a patient code already'],
} as const satisfies Record<string, readonly [string, string]>;

/** Of files and rows; a field that its record's schema refuses has the schema's code. */
export type ImportProblemCode = keyof typeof importProblems | keyof typeof fieldProblems;
const words: Readonly<Record<ImportProblemCode, readonly [vi: string, en: string]>> = {
  ...fieldProblems,
  ...importProblems,
};
export const importProblemCodes = Object.keys(words) as ImportProblemCode[];

export interface RowError {
  /** Line in the file, 1 is the header. */
  readonly line: number;
  /** Column as named in the file; absent for the whole row. */
  readonly column?: string;
  readonly code: ImportProblemCode;
  readonly vi: string;
  readonly en: string;
  /** Of a duplicate: the line, or the record, that it repeats. */
  readonly sameAs?: { readonly line: number } | { readonly record: string };
}

export function rowError(line: number, code: ImportProblemCode, column?: string): RowError {
  const [vi, en] = words[code];
  const prefix = column === undefined ? '' : `${column}: `;
  return { line, ...(column === undefined ? {} : { column }), code, vi: prefix + vi, en: prefix + en };
}

/** What is wrong with a row because it is here already, or twice in the file. */
const duplicateCodes: ReadonlySet<ImportProblemCode> = new Set([
  ...(['lot-duplicate', 'lot-in-use', 'gtin-lot-in-use', 'number-duplicate', 'number-in-use'] as const),
  ...(['puc-duplicate', 'puc-in-use', 'account-duplicate', 'account-in-use'] as const),
]);
export const isDuplicate = ({ code }: Pick<RowError, 'code'>): boolean => duplicateCodes.has(code);

/** The file cannot be read at all; `line` says where. */
export class ImportFileError extends Error {
  override readonly name = 'ImportFileError';
  readonly error: RowError;
  constructor(code: ImportProblemCode, line: number, column?: string) {
    const error = rowError(line, code, column);
    super(error.en);
    this.error = error;
  }
}
