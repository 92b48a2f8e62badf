import type { AccreditationBody } from '../../domains/registry/registry.ts';
import { isActive, one, oneIf, type Figure } from '../figure.ts';

/** Of the network itself. */
export const networkFigures: readonly Figure[] = [
  {
    ...{ id: 'units', type: 'registry/unit', when: 'at-end', unit: ['đơn vị', 'units'] },
    title: ['Đơn vị tham gia cuối kỳ', 'Units of the network at the end'],
    method: ['Đếm hồ sơ đơn vị (registry/unit) còn hiệu lực.', 'Units (registry/unit) in force.'],
    adds: oneIf((_body, state) => isActive(state)),
  },
  {
    ...{ id: 'units-joined', type: 'registry/unit', when: 'during', unit: ['đơn vị', 'units'], adds: one },
    title: ['Đơn vị mới trong kỳ', 'Units that joined in the period'],
    method: ['Đếm hồ sơ đơn vị (registry/unit) ghi trong kỳ.', 'Units (registry/unit) recorded in the period.'],
  },
  {
    ...{ id: 'accredited-units', type: 'registry/accreditation', when: 'at-end', unit: ['đơn vị', 'units'] },
    title: ['Đơn vị đang được công nhận cuối kỳ', 'Units accredited at the end'],
    method: [
      'Mỗi đơn vị có công nhận (registry/accreditation) còn hạn và không bị đình chỉ đếm một lần.',
      'Each unit with an accreditation (registry/accreditation) in force counts once.',
    ],
    adds: oneIf((_body, state) => isActive(state)),
    holds: ({ body }) => {
      const { from, until } = body as AccreditationBody;
      return { after: from, until };
    },
    keyOf: ({ body }) => (body as AccreditationBody).unit,
  },
  {
    ...{ id: 'attested-files', type: 'credential/attestation', when: 'during', unit: ['tệp', 'files'], adds: one },
    title: ['Tệp được đơn vị xác nhận trong kỳ', 'Files attested by units in the period'],
    method: ['Đếm xác nhận (credential/attestation).', 'Attestations (credential/attestation) recorded.'],
  },
];
