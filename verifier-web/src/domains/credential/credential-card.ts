import { isId } from '@daunguon/proof';
import { presentFacts, textField } from '../../check/body-fields.ts';
import type { ProvenRecord } from '../../check/proven-record.ts';
import { formatDate } from '../../check/said.ts';
import type { Said } from '../../check/said.ts';
import type { Card, DomainView, Names } from '../../domains.ts';
import { kinds } from '../kinds.ts';

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

const genders: Record<string, string> = { male: 'Nam', female: 'Nữ' };

function card({ type, body }: ProvenRecord, names: Names): Card {
  const unit = textField(body, 'unit');
  const shown = (name: string): string | undefined => {
    const value = textField(body, name);
    if (value === undefined) return undefined;
    return dates.has(name) ? formatDate(value) : name === 'gender' ? (genders[value] ?? value) : value;
  };
  const named = unit === undefined ? undefined : names.record(unit);
  return {
    title: textField(body, 'title') ?? kinds[type]?.vi ?? type,
    facts: presentFacts([
      ...labels.map(([name, label]): [Said, string | undefined] => [label, shown(name)]),
      [{ vi: 'Đơn vị', en: 'Unit' }, named && textField(named.body, 'name')],
      [{ vi: 'SHA-256 của tệp', en: 'SHA-256 of the file' }, textField(body, 'digest')],
    ]),
  };
}

export const credentialView: DomainView = {
  card,
  related: ({ body }) => [body['unit']].filter(isId),
};
