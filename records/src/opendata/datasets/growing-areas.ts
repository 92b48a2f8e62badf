import type { GrowingAreaBody } from '../../domains/origin/growing-area.ts';
import { CountedTable, hiddenColumn } from '../counted-table.ts';
import type { OpenDataset } from '../dataset.ts';
import { communeColumns, placeName, smallCells } from '../parts.ts';

export const growingAreas: OpenDataset = {
  id: 'growing-areas',
  title: ['Vùng trồng có mã số theo xã, phường và cây trồng', 'Registered growing areas by commune and crop'],
  description: [
    'Số vùng trồng đã cấp mã và diện tích khai báo. Không có ranh giới, tọa độ hay tên chủ vùng.',
    'Number of growing areas with a code and the area declared. No boundaries, coordinates or names of owners.',
  ],
  method: [
    'Đếm hồ sơ vùng trồng (origin/growing-area) còn hiệu lực, cộng diện tích (m² chia 10.000).',
    'Growing areas (origin/growing-area) in force are counted, their area is added up (m² by 10,000).',
  ],
  protection: smallCells,
  keywords: [
    ['vùng trồng', 'growing areas'],
    ['mã số vùng trồng', 'growing area codes'],
  ],
  theme: 'AGRI',
  sources: ['origin/growing-area'],
  columns: [
    { name: 'crop', title: ['Mã cây trồng', 'Code of the crop'], kind: 'text' },
    ...communeColumns,
    { name: 'areas', title: ['Số vùng trồng', 'Growing areas'], kind: 'integer', unit: ['vùng', 'areas'] },
    { name: 'hectares', title: ['Diện tích', 'Area'], kind: 'number', unit: ['ha', 'ha'] },
    hiddenColumn,
  ],
  start() {
    const table = new CountedTable();
    return {
      add({ id, body, status }) {
        const { crop, commune, areaM2 } = body as GrowingAreaBody;
        if (status === 'active') table.add([crop], commune, id, [areaM2]);
      },
      rows: () => table.rows(placeName, [(squareMetres) => squareMetres / 10_000]),
    };
  },
};
