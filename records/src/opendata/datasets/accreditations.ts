import type { AccreditationBody } from '../../domains/registry/registry.ts';
import { CountedTable, hiddenColumn } from '../counted-table.ts';
import type { OpenDataset } from '../dataset.ts';
import { smallCells } from '../parts.ts';

export const accreditations: OpenDataset = {
  id: 'accreditations',
  title: ['Đơn vị được công nhận theo việc được làm', 'Accredited units by what they may do'],
  description: [
    'Số đơn vị đang được công nhận để làm từng việc trên sổ cái (thu hoạch, đóng gói, cấp văn bằng…), theo tổ chức công nhận. Việc về y tế không nằm trong dữ liệu mở.',
    'Number of units that are accredited for each kind of act on the ledger (harvest, pack, issue diplomas …), by accrediting organisation. Acts on health records are no part of open data.',
  ],
  method: [
    'Đếm đơn vị có công nhận (registry/accreditation) không bị đình chỉ và còn hạn vào thời điểm bản ghi mới nhất của phiên bản.',
    'Units with an accreditation (registry/accreditation) that is not suspended and is in force at the time of the version’s newest record.',
  ],
  protection: smallCells,
  keywords: [
    ['công nhận', 'accreditation'],
    ['sổ đăng ký', 'registry'],
  ],
  theme: 'GOVE',
  sources: ['registry/accreditation'],
  columns: [
    { name: 'capability', title: ['Việc được làm', 'What they may do'], kind: 'text' },
    {
      name: 'organisation',
      title: ['Mã tổ chức công nhận (trống: tất cả)', 'Accrediting organisation (empty: all of them)'],
      kind: 'text',
    },
    { name: 'organisation_label', title: ['Tổ chức', 'Organisation'], kind: 'text' },
    { name: 'units', title: ['Số đơn vị', 'Units'], kind: 'integer', unit: ['đơn vị', 'units'] },
    hiddenColumn,
  ],
  start() {
    const granted: AccreditationBody[] = [];
    return {
      add({ body, status }) {
        if (status === 'active') granted.push(body as AccreditationBody);
      },
      rows(asOf) {
        const table = new CountedTable();
        for (const { unit, may, from, until, organisation } of granted) {
          if (Date.parse(from) > Date.parse(asOf) || Date.parse(until) < Date.parse(asOf)) continue;
          for (const capability of may)
            if (!capability.startsWith('health:')) table.add([capability], organisation, unit);
        }
        return table.rows((organisation) => (organisation === '' ? 'Tất cả' : organisation));
      },
    };
  },
};
