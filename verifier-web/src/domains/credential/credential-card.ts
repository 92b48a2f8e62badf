import { isId } from '@daunguon/proof';
import type { VerdictCode } from '@daunguon/proof';
import { presentFacts, textField } from '../../check/body-fields.ts';
import type { FactValue } from '../../check/body-fields.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { formatDate } from '../../check/said.ts';
import type { Said } from '../../check/said.ts';
import type { Card, DomainView, Names } from '../../domains.ts';
import { kinds } from '../kinds.ts';
import { grantedLabel } from '../past-label.ts';

const dates = new Set(['birthDate', 'issuedOn', 'graduationDate', 'startedOn', 'completedOn', 'validUntil']);

/** Fields of a credential in the order in which people compare them; what the holder does not show is not there. */
const labels: readonly (readonly [name: string, label: Said])[] = [
  ['fullName', { vi: 'Họ và tên', en: 'Full name' }],
  ['birthDate', { vi: 'Ngày sinh', en: 'Date of birth' }],
  ['birthPlace', { vi: 'Nơi sinh', en: 'Place of birth' }],
  ['gender', { vi: 'Giới tính', en: 'Gender' }],
  ['ethnicity', { vi: 'Dân tộc', en: 'Ethnicity' }],
  ['nationality', { vi: 'Quốc tịch', en: 'Nationality' }],
  ['personalId', { vi: 'Số định danh cá nhân', en: 'Personal identification number' }],
  ['studentCode', { vi: 'Mã học sinh, sinh viên', en: 'Student code' }],
  ['account', { vi: 'Tài khoản học', en: 'Learner’s account' }],
  ['school', { vi: 'Trường', en: 'School' }],
  ['programme', { vi: 'Ngành, chương trình', en: 'Programme' }],
  ['course', { vi: 'Khóa học', en: 'Course' }],
  ['provider', { vi: 'Đơn vị tổ chức', en: 'Provider' }],
  ['hours', { vi: 'Số giờ', en: 'Hours' }],
  ['result', { vi: 'Kết quả', en: 'Result' }],
  ['achievement', { vi: 'Thành tích', en: 'Achievement' }],
  ['modeOfStudy', { vi: 'Hình thức đào tạo', en: 'Mode of study' }],
  ['classification', { vi: 'Xếp loại', en: 'Classification' }],
  ['graduationYear', { vi: 'Năm tốt nghiệp', en: 'Year of graduation' }],
  ['graduationDecision', { vi: 'Quyết định công nhận tốt nghiệp', en: 'Graduation decision' }],
  ['graduationDate', { vi: 'Ngày tốt nghiệp', en: 'Date of graduation' }],
  ['completedOn', { vi: 'Ngày hoàn thành', en: 'Completed on' }],
  ['serialNumber', { vi: 'Số hiệu', en: 'Serial number' }],
  ['registerNumber', { vi: 'Số vào sổ gốc', en: 'Register number' }],
  ['issuedOn', { vi: 'Ngày cấp', en: 'Issued on' }],
  ['validUntil', { vi: 'Có giá trị đến', en: 'Valid until' }],
  ['issuer', { vi: 'Nơi cấp', en: 'Issuer' }],
  ['signer', { vi: 'Người ký', en: 'Signed by' }],
];

const genders: Record<string, Said> = { male: { vi: 'Nam', en: 'Male' }, female: { vi: 'Nữ', en: 'Female' } };

function card(record: ProvenRecord, names: Names, code?: VerdictCode): Card {
  const { type, body } = record;
  const unit = textField(body, 'unit');
  const shown = (name: string): FactValue => {
    const value = textField(body, name);
    if (value === undefined) return undefined;
    return dates.has(name) ? formatDate(value) : name === 'gender' ? (genders[value] ?? value) : value;
  };
  const issuing = unit === undefined ? undefined : names.record(unit);
  const unitName = issuing && textField(issuing.body, 'name');
  return {
    title: textField(body, 'title') ?? kinds[type] ?? type,
    facts: presentFacts([
      ...labels.map(([name, label]): [Said, FactValue] => [
        name === 'validUntil' ? grantedLabel(label, record, code) : label,
        shown(name),
      ]),
      // Mostly the school itself, which need not stand there twice.
      [{ vi: 'Đơn vị cấp', en: 'Issuing unit' }, unitName === textField(body, 'school') ? undefined : unitName],
      [{ vi: 'SHA-256 của tệp', en: 'SHA-256 of the file' }, textField(body, 'digest')],
    ]),
  };
}

export const credentialView: DomainView = {
  card,
  related: ({ body }) => [body['unit']].filter(isId),
};
