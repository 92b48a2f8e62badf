import { isActive, one, oneIf, type Figure } from '../figure.ts';

const items = { type: 'heritage/item', unit: ['di sản', 'items'] } as const;

export const heritageFigures: readonly Figure[] = [
  {
    ...{ ...items, id: 'items', when: 'at-end', adds: oneIf((_body, state) => isActive(state)) },
    title: ['Di sản công khai cuối kỳ', 'Public heritage items at the end'],
    method: ['Đếm di sản (heritage/item) còn hiệu lực.', 'Items (heritage/item) in force.'],
  },
  {
    ...{ ...items, id: 'items-new', when: 'during', adds: one },
    title: ['Di sản ghi trong kỳ', 'Heritage items recorded in the period'],
    method: ['Đếm di sản (heritage/item) ghi trong kỳ.', 'Items (heritage/item) recorded in the period.'],
  },
  {
    ...{ id: 'media', type: 'heritage/media', when: 'at-end', unit: ['tệp', 'files'] },
    title: ['Ảnh, phim, mô hình có dấu vân số cuối kỳ', 'Images, videos and models with a fingerprint at the end'],
    method: ['Đếm tệp (heritage/media) còn hiệu lực.', 'Files (heritage/media) in force.'],
    adds: oneIf((_body, state) => isActive(state)),
  },
  {
    ...{ id: 'routes', type: 'heritage/route', when: 'at-end', unit: ['tuyến', 'routes'] },
    title: ['Tuyến tham quan cuối kỳ', 'Routes at the end'],
    method: ['Đếm tuyến (heritage/route) còn hiệu lực.', 'Routes (heritage/route) in force.'],
    adds: oneIf((_body, state) => isActive(state)),
  },
];
