import { credentialContents, type CredentialKind } from '@daunguon/records';
import type { ColumnTable } from '../../import/read-csv.ts';
import { moodleColumns } from './bulk-moodle.ts';

/** Columns as schools name them in their registers, Vietnamese first. */
const names: Readonly<Record<string, readonly string[]>> = {
  title: ['Tên văn bằng', 'Tên chứng chỉ', 'Title'],
  fullName: ['Họ và tên', 'Họ tên', 'Họ, chữ đệm, tên', 'Full name', 'Name'],
  issuedOn: ['Ngày cấp', 'Ngày, tháng, năm cấp', 'Date of issue', 'Issued on'],
  issuer: ['Cơ sở cấp', 'Đơn vị cấp', 'Tên cơ sở cấp', 'Issuer'],
  birthDate: ['Ngày sinh', 'Ngày, tháng, năm sinh', 'Date of birth', 'Birth date'],
  birthPlace: ['Nơi sinh', 'Place of birth'],
  gender: ['Giới tính', 'Gender'],
  ethnicity: ['Dân tộc', 'Ethnicity'],
  nationality: ['Quốc tịch', 'Nationality'],
  personalId: ['Số định danh cá nhân', 'Số CCCD', 'Số căn cước', 'Personal identification number'],
  studentCode: ['Mã học sinh', 'Mã sinh viên', 'Mã học viên', 'Mã người học', 'Student code'],
  school: ['Trường', 'Học sinh trường', 'School'],
  programme: ['Ngành đào tạo', 'Chương trình', 'Ngành', 'Programme'],
  modeOfStudy: ['Hình thức đào tạo', 'Hình thức', 'Mode of study'],
  classification: ['Xếp loại tốt nghiệp', 'Xếp loại', 'Hạng tốt nghiệp', 'Classification'],
  graduationYear: ['Năm tốt nghiệp', 'Khóa thi', 'Graduation year'],
  graduationDecision: ['Số quyết định công nhận tốt nghiệp', 'Số quyết định', 'Graduation decision'],
  graduationDate: ['Ngày quyết định công nhận tốt nghiệp', 'Ngày tốt nghiệp', 'Graduation date'],
  serialNumber: ['Số hiệu', 'Số hiệu văn bằng', 'Số hiệu chứng chỉ', 'Serial number'],
  registerNumber: ['Số vào sổ gốc', 'Số vào sổ gốc cấp văn bằng', 'Số vào sổ', 'Register number'],
  issuedAt: ['Địa danh', 'Nơi cấp', 'Place of issue'],
  signer: ['Người ký', 'Signer'],
  signerTitle: ['Chức danh người ký', 'Chức vụ người ký', 'Title of the signer'],
  documentDigest: ['Mã băm tài liệu', 'Document digest'],
  account: ['Tài khoản học tập', 'Thư điện tử', 'Email', 'Account'],
  course: ['Khóa học', 'Tên khóa học', 'Course'],
  courseCode: ['Mã khóa học', 'Course code'],
  provider: ['Đơn vị đào tạo', 'Provider'],
  hours: ['Số giờ', 'Thời lượng (giờ)', 'Hours'],
  result: ['Kết quả', 'Result'],
  startedOn: ['Ngày bắt đầu', 'Started on'],
  completedOn: ['Ngày hoàn thành', 'Completed on'],
  validUntil: ['Có giá trị đến', 'Ngày hết hạn', 'Valid until'],
  achievement: ['Thành tích', 'Tên huy hiệu', 'Achievement'],
  description: ['Mô tả', 'Description'],
  criteria: ['Tiêu chí', 'Criteria'],
  imageDigest: ['Mã băm ảnh', 'Image digest'],
  evidence: ['Minh chứng', 'Evidence'],
  holder: ['Tài khoản đăng nhập', 'Holder account'],
};

export const layouts = ['register', 'moodle'] as const;
export type BulkLayout = (typeof layouts)[number];

/** Fields of a kind that a file may name, and the account by which the holder recovers a lost link. */
export const fieldsOf = (kind: CredentialKind): readonly string[] => [
  ...Object.keys(credentialContents[kind].shape),
  'holder',
];
const optional = (kind: CredentialKind, field: string): boolean =>
  field === 'holder' ||
  (credentialContents[kind].shape as Readonly<Record<string, { isOptional(): boolean }>>)[field]?.isOptional() === true;

/** First name of a field's column: what errors and templates say. */
export const columnTitle = (field: string): string => names[field]?.[0] ?? field;

/** Columns of a file of one kind; a field that the settings give needs none. */
export function bulkColumns(
  kind: CredentialKind,
  layout: BulkLayout,
  settings: Readonly<Record<string, string>>,
): ColumnTable<string> {
  if (layout === 'moodle') return moodleColumns;
  const fields = fieldsOf(kind);
  return {
    names: Object.fromEntries(fields.map((field) => [field, names[field] ?? []])),
    required: fields.filter((field) => !optional(kind, field) && settings[field] === undefined),
  };
}
