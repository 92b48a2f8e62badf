import type { ProjectBody } from '../../domains/carbon/project.ts';
import { sortedRows, type OpenDataset, type OpenRow } from '../dataset.ts';
import { communeColumns, noCounts, placeName } from '../parts.ts';

export const carbonProjects: OpenDataset = {
  id: 'carbon-projects',
  title: ['Dự án các-bon trong sổ tiền đăng ký', 'Carbon projects of the pre-registry'],
  description: [
    'Dự án đã nộp vào sổ tiền đăng ký của địa phương. Đây không phải hệ thống đăng ký quốc gia: mã trong nước và số sê-ri chỉ do Bộ cấp.',
    'Projects handed in to the local pre-registry. This is not the national registry: domestic codes and serials are issued by the ministry alone.',
  ],
  method: [
    'Mọi hồ sơ dự án (carbon/project) ở bước hiện tại.',
    'All projects (carbon/project) at their present stage.',
  ],
  protection: noCounts,
  keywords: [
    ['các-bon', 'carbon'],
    ['khí nhà kính', 'greenhouse gases'],
  ],
  theme: 'ENVI',
  sources: ['carbon/project'],
  columns: [
    { name: 'code', title: ['Mã dự án', 'Code of the project'], kind: 'text' },
    { name: 'record', title: ['Mã hồ sơ', 'Record id'], kind: 'text' },
    { name: 'project', title: ['Tên dự án', 'Project'], kind: 'text' },
    { name: 'methodology', title: ['Phương pháp luận', 'Methodology'], kind: 'text' },
    { name: 'kind', title: ['Loại', 'Kind'], kind: 'text' },
    ...communeColumns,
    { name: 'stage', title: ['Bước', 'Stage'], kind: 'text' },
    { name: 'crediting_from', title: ['Kỳ tín chỉ từ', 'Crediting from'], kind: 'date' },
    { name: 'crediting_until', title: ['Kỳ tín chỉ đến', 'Crediting until'], kind: 'date' },
  ],
  start() {
    const rows: OpenRow[] = [];
    return {
      add({ id, body }) {
        const { code, name, methodology, kind, commune, stage, creditingFrom, creditingUntil } = body as ProjectBody;
        const place = [commune, placeName(commune)];
        rows.push([code, id, name, methodology, kind, ...place, stage, creditingFrom, creditingUntil]);
      },
      rows: () => sortedRows(rows),
    };
  },
};
