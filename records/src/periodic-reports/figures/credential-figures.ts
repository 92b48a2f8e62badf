import type { CredentialKind } from '../../domains/credential/credential-types.ts';
import { one, type CountedState, type Figure } from '../figure.ts';

const isOf =
  (kind: CredentialKind) =>
  ({ facets, status }: CountedState): bigint | undefined =>
    facets?.['kind'] === kind && status !== 'cancelled' ? 1n : undefined;

const credentials = { type: 'credential/credential', when: 'during' } as const;

const issuedOf = (kind: CredentialKind, id: string, vi: string, en: string): Figure => ({
  ...{ ...credentials, id, title: [`${vi} cấp trong kỳ`, `${en} issued in the period`], adds: isOf(kind) },
  unit: ['bản', 'documents'],
  method: [
    'Đếm cam kết (credential/credential) theo loại ghi trong kỳ; bản cấp nhầm đã hủy không tính. Sổ không có tên, ngày sinh, số hiệu.',
    'Commitments (credential/credential) of the kind recorded in the period, less those cancelled as issued in error. The ledger holds no names, birth dates or numbers.',
  ],
});
const unitsOf = (kind: CredentialKind, id: string, vi: string, en: string): Figure => ({
  ...{ ...credentials, id, title: [vi, en], adds: isOf(kind), keyOf: ({ owner }) => owner },
  unit: ['đơn vị', 'units'],
  method: ['Mỗi đơn vị cấp của dòng trên đếm một lần.', 'Each issuing unit of the line above counts once.'],
});
const acts: Figure = {
  ...{ id: 'status-changes', type: 'credential/act', when: 'during', unit: ['quyết định', 'decisions'], adds: one },
  title: ['Quyết định đổi tình trạng văn bằng, chứng chỉ trong kỳ', 'Decisions on the status of credentials'],
  method: [
    'Đếm quyết định (credential/act): đình chỉ, thu hồi, hủy, cấp lại, chỉnh sửa. Sổ không ghi quyết định nào về văn bằng nào.',
    'Decisions (credential/act): suspended, revoked, cancelled, reissued, edited. The ledger does not say which is about which credential.',
  ],
};

export const diplomaFigures: readonly Figure[] = [
  issuedOf('diploma', 'diplomas', 'Văn bằng', 'Diplomas'),
  unitsOf('diploma', 'diploma-units', 'Đơn vị cấp văn bằng trong kỳ', 'Units that issued diplomas'),
  acts,
];
export const courseFigures: readonly Figure[] = [
  issuedOf('course-certificate', 'course-certificates', 'Chứng chỉ khóa học', 'Course certificates'),
  issuedOf('badge', 'badges', 'Huy hiệu số', 'Digital badges'),
  unitsOf('course-certificate', 'course-units', 'Đơn vị cấp chứng chỉ trong kỳ', 'Units that issued certificates'),
];
