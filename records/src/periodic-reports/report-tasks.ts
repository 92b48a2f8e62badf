import type { Bilingual } from '../opendata/dataset.ts';
import type { Figure } from './figure.ts';
import { carbonFigures } from './figures/carbon-figures.ts';
import { courseFigures, diplomaFigures } from './figures/credential-figures.ts';
import { heritageFigures } from './figures/heritage-figures.ts';
import { healthFigures } from './figures/health-figures.ts';
import { networkFigures } from './figures/network-figures.ts';
import { ocopFigures } from './figures/ocop-figures.ts';
import { originFigures, tradeFigures } from './figures/origin-figures.ts';

/** A task of the province that one department leads and reports on. */
export interface ReportTask {
  readonly id: string;
  /** Organisation that leads it. */
  readonly lead: string;
  /** Row of the province’s plan; absent: the running of the network itself. */
  readonly row?: string;
  readonly title: Bilingual;
  readonly figures: readonly Figure[];
}

export const reportTasks: readonly ReportTask[] = [
  {
    ...{ id: 'diplomas', lead: 'EduMSP', row: 'IV.1.6', figures: diplomaFigures },
    title: ['Văn bằng số', 'Digital diplomas'],
  },
  {
    ...{ id: 'courses', lead: 'EduMSP', row: 'IV.1.7', figures: courseFigures },
    title: ['Chứng chỉ khóa học trực tuyến', 'Certificates of online courses'],
  },
  {
    ...{ id: 'health', lead: 'HealthMSP', row: 'IV.1.8', figures: healthFigures },
    title: ['Hồ sơ sức khỏe', 'Health records'],
  },
  {
    ...{ id: 'produce', lead: 'AgriMSP', row: 'IV.1.10', figures: originFigures },
    title: ['Truy xuất nguồn gốc nông sản', 'Traceability of farm produce'],
  },
  {
    ...{ id: 'ocop', lead: 'AgriMSP', row: 'IV.1.10', figures: ocopFigures },
    title: ['Sản phẩm OCOP', 'OCOP products'],
  },
  {
    ...{ id: 'goods', lead: 'TradeMSP', row: 'IV.1.11', figures: tradeFigures },
    title: ['Truy xuất hàng hóa công thương', 'Traceability of goods of industry and trade'],
  },
  {
    ...{ id: 'heritage', lead: 'CultureMSP', row: 'IV.1.12', figures: heritageFigures },
    title: ['Di sản số', 'Digital heritage'],
  },
  {
    ...{ id: 'carbon', lead: 'AgriMSP', row: 'V.3', figures: carbonFigures },
    title: ['Tín chỉ các-bon', 'Carbon credits'],
  },
  {
    ...{ id: 'network', lead: 'TechMSP', figures: networkFigures },
    title: ['Vận hành mạng Dấu Nguồn', 'Running of the network'],
  },
];

export const reportTask = (id: string): ReportTask | undefined => reportTasks.find((task) => task.id === id);
