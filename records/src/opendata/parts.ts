import { communeByCode } from '../data/communes.ts';
import type { Bilingual, OpenColumn } from './dataset.ts';

/** The empty key is the total over all communes. */
export const placeName = (code: string): string =>
  code === '' ? 'Toàn địa bàn' : (communeByCode(code)?.fullName ?? code);

export const communeColumns: readonly OpenColumn[] = [
  {
    name: 'commune_code',
    title: ['Mã xã, phường (trống: toàn địa bàn)', 'Code of the commune or ward (empty: all of them)'],
    kind: 'text',
  },
  { name: 'commune', title: ['Xã, phường', 'Commune or ward'], kind: 'text' },
];

export const smallCells: Bilingual = [
  'Không có số nào nhỏ hơn 5 đơn vị. Ô nhỏ bị ẩn cùng ô kề nó theo mã, để không suy ra được từ dòng tổng. Dòng có số bị ẩn ghi suppressed = true.',
  'No number stands for fewer than 5 units. A small cell is held back with its neighbour by code, so that the total does not give it away. Such rows say suppressed = true.',
];
export const noCounts: Bilingual = [
  'Danh mục công khai theo từng hồ sơ; không có tên người, địa chỉ, tọa độ, số điện thoại hay mã số thuế.',
  'A public register, record by record; no names of persons, addresses, coordinates, telephone or tax numbers.',
];
