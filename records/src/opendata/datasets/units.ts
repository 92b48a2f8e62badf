import type { UnitBody } from '../../domains/registry/registry.ts';
import { CountedTable, hiddenColumn } from '../counted-table.ts';
import type { OpenDataset } from '../dataset.ts';
import { communeColumns, placeName, smallCells } from '../parts.ts';

export const units: OpenDataset = {
  id: 'units',
  title: ['Đơn vị trong sổ chung theo loại và xã, phường', 'Units of the registry by kind and commune'],
  description: [
    'Số đơn vị (hợp tác xã, cơ sở đóng gói, trường học…) có hồ sơ trên sổ cái. Cơ sở y tế không nằm trong dữ liệu mở.',
    'Number of units (cooperatives, packing houses, schools …) with a record on the ledger. Health facilities are no part of open data.',
  ],
  method: ['Đếm hồ sơ đơn vị (registry/unit) còn hiệu lực.', 'Units (registry/unit) in force are counted.'],
  protection: smallCells,
  keywords: [
    ['đơn vị', 'units'],
    ['sổ đăng ký', 'registry'],
  ],
  theme: 'GOVE',
  sources: ['registry/unit'],
  columns: [
    { name: 'kind', title: ['Loại đơn vị', 'Kind of unit'], kind: 'text' },
    ...communeColumns,
    { name: 'units', title: ['Số đơn vị', 'Units'], kind: 'integer', unit: ['đơn vị', 'units'] },
    hiddenColumn,
  ],
  start() {
    const table = new CountedTable();
    return {
      add({ id, body, status }) {
        const { kind, commune } = body as UnitBody;
        if (status === 'active' && kind !== 'clinic') table.add([kind], commune, id);
      },
      rows: () => table.rows(placeName),
    };
  },
};
