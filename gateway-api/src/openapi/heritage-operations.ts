import { addMediaSchema } from '@daunguon/records';
import type { z } from 'zod';
import type { Operation } from './operations.ts';

const factsSchema = addMediaSchema.pick({
  ...{ kind: true, mediaType: true, sha256: true, bytes: true, width: true, height: true, durationMs: true },
  ...{ derivatives: true, c2pa: true },
});
const page = (path: string, summary: string, more: Partial<Operation> = {}): Operation => ({
  ...{ method: 'get', path, summary, query: ['lang'] },
  answers: { 200: ['text/html', 'Page as stated by the server'], 404: ['text/html', 'It is not shown'] },
  ...more,
});
const iiif = (
  path: string,
  summary: string,
  type: 'application/ld+json' | 'image/jpeg' = 'application/ld+json',
): Operation => ({
  ...{ method: 'get', path, summary },
  answers: { 200: [type, 'IIIF Presentation 3.0 or Image 3.0 level 0'] },
});

export const heritageOperations: readonly Operation[] = [
  {
    ...{ method: 'post', path: '/api/heritage/uploads', summary: 'Gửi tệp của di sản / Send a file of an item' },
    ...{ signedIn: true, query: ['item'], body: 'application/octet-stream' },
    answers: { 201: [factsSchema as z.ZodType, 'Kept for a day, until the medium is recorded'] },
  },
  {
    ...{ method: 'get', path: '/api/heritage/files/:digest', summary: 'Tệp trưng bày / A file that is shown' },
    answers: { 200: ['application/octet-stream', 'Bytes'], 206: ['application/octet-stream', 'A range of them'] },
  },
  {
    ...{ method: 'get', path: '/api/heritage/masters/:digest', summary: 'Bản gốc / A master, for its steward' },
    ...{ signedIn: true, answers: { 200: ['application/octet-stream', 'Bytes'] } },
  },
  page('/heritage', 'Phòng trưng bày di sản / Heritage gallery', {
    query: ['text', 'kind', 'commune', 'page', 'lang'],
    answers: { 200: ['text/html', 'Page as stated by the server'], 422: ['text/html', 'What was asked is not valid'] },
  }),
  page('/heritage/items/:id', 'Câu chuyện di sản / Story of an item', {
    answers: {
      ...{ 200: ['text/html', 'Page as stated by the server'], 404: ['text/html', 'It is not shown'] },
      410: ['text/html', 'Taken down on request'],
    },
  }),
  {
    ...{ method: 'get', path: '/api/heritage/items/:id/page', summary: 'Đến trang công khai / To the public page' },
    query: ['lang'],
    answers: { 303: ['text/plain', 'To the story'] },
  },
  page('/heritage/items/:id/qr.svg', 'Mã QR của di sản / QR code of an item', {
    query: [],
    answers: { 200: ['image/svg+xml', 'Leads to the story'] },
  }),
  page('/heritage/models/:id', 'Mô hình 3D / A 3D model', {
    answers: {
      ...{ 200: ['text/html', 'Page as stated by the server'], 404: ['text/html', 'It is not shown'] },
      410: ['text/html', 'Taken down on request'],
    },
  }),
  page('/heritage/routes', 'Tuyến tham quan / Routes'),
  page('/heritage/routes/:id', 'Một tuyến / One route'),
  page('/heritage/routes/:id/signs.pdf', 'Bảng mã QR từng điểm / A sign for each site', {
    query: [],
    answers: { 200: ['application/pdf', 'One A4 page a stop'] },
  }),
  iiif('/iiif/3/collection', 'Bộ sưu tập IIIF / IIIF collection'),
  iiif('/iiif/3/items/:id/manifest', 'Bản IIIF của di sản / IIIF manifest'),
  {
    ...{ method: 'get', path: '/iiif/3/images/:id', summary: 'Ảnh IIIF / IIIF image' },
    answers: { 303: ['text/plain', 'To its info.json'] },
  },
  iiif('/iiif/3/images/:id/info.json', 'Thông tin ảnh IIIF / IIIF image information'),
  iiif('/iiif/3/images/:id/full/:size/0/default.jpg', 'Ảnh theo cỡ có sẵn / An image in a kept size', 'image/jpeg'),
];
