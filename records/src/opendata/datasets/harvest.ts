import type { BatchBody } from '../../domains/origin/batch.ts';
import { gramsOf } from '../../weight.ts';
import { CountedTable, hiddenColumn } from '../counted-table.ts';
import type { OpenDataset } from '../dataset.ts';
import { communeColumns, placeName, smallCells } from '../parts.ts';

const uncounted = ['held', 'cancelled', 'superseded', 'revoked', 'erased'];

export const harvest: OpenDataset = {
  id: 'harvest',
  title: ['Sản lượng thu hoạch theo xã, phường, tháng và cây trồng', 'Harvest by commune, month and crop'],
  description: [
    'Khối lượng nông sản thu hoạch đã ghi trên sổ cái truy xuất nguồn gốc, theo nơi, tháng thu hoạch và cây trồng. Chỉ gồm điều các đơn vị tự khai; không phải thống kê toàn bộ sản lượng.',
    'Weight of produce harvested as recorded on the traceability ledger, by place, month of harvest and crop. It holds what units have recorded, not all that was produced.',
  ],
  method: [
    'Cộng khối lượng các lô thu hoạch (origin/batch, loại harvest) theo ngày thu hoạch; lô đang bị tạm giữ không tính. Mỗi đơn vị đếm một lần trong một ô; dòng tổng cộng các ô, nên một đơn vị thu hoạch ở hai xã được đếm ở cả hai.',
    'Weights of harvest lots (origin/batch of kind harvest) by date of harvest; lots that are held are left out. A unit counts once in a cell; totals add up the cells, so a unit that harvests in two communes counts in both.',
  ],
  protection: smallCells,
  keywords: [
    ['nông sản', 'farm produce'],
    ['thu hoạch', 'harvest'],
    ['truy xuất nguồn gốc', 'traceability'],
  ],
  theme: 'AGRI',
  sources: ['origin/batch'],
  columns: [
    { name: 'month', title: ['Tháng thu hoạch (YYYY-MM)', 'Month of harvest (YYYY-MM)'], kind: 'date' },
    { name: 'crop', title: ['Mã cây trồng', 'Code of the crop'], kind: 'text' },
    ...communeColumns,
    {
      name: 'units',
      title: ['Số đơn vị thu hoạch', 'Units that harvested'],
      kind: 'integer',
      unit: ['đơn vị', 'units'],
    },
    { name: 'lots', title: ['Số lô', 'Lots'], kind: 'integer', unit: ['lô', 'lots'] },
    { name: 'weight_kg', title: ['Khối lượng', 'Weight'], kind: 'number', unit: ['kg', 'kg'] },
    hiddenColumn,
  ],
  start() {
    const table = new CountedTable();
    return {
      add({ body, status }) {
        const { kind, harvestDate, product, commune, producer, weightKg } = body as BatchBody;
        if (kind !== 'harvest' || !harvestDate || !commune || uncounted.includes(status)) return;
        table.add([harvestDate.slice(0, 7), product.code], commune, producer, [1, gramsOf(weightKg)]);
      },
      rows: () => table.rows(placeName, [(lots) => lots, (grams) => grams / 1000]),
    };
  },
};
