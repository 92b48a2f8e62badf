import { idSchema, ocopGroups } from '@daunguon/records';
import { z } from 'zod';
import { catalogueStandings } from '../domains/ocop/catalogue.ts';
import { listSchema } from './answer-schemas.ts';
import type { Operation } from './operations.ts';

const text = z.string();
const named = z.strictObject({ id: idSchema, name: text });

const catalogueSchema = z.strictObject({
  statedBy: z.literal('gateway'),
  items: z.array(
    z.strictObject({
      ...{ id: idSchema, name: text, nameEn: text.optional() },
      ...{ group: z.enum(Object.keys(ocopGroups)), subgroup: text, stars: z.int().min(1).max(5) },
      ...{ commune: z.strictObject({ code: text, name: text }), producer: named },
      ...{ certificate: text, issuedOn: text, expiresOn: text, standing: z.enum(catalogueStandings) },
    }),
  ),
  total: z.int().min(0),
  next: text.optional(),
});
const expiringSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      ...{ product: idSchema, name: text, producer: named, rating: idSchema, certificate: text },
      ...{ expiresOn: text, noticeFrom: text, daysLeft: z.int().min(0), noticedOn: text.optional() },
    }),
  ),
});
const sittingsSchema = listSchema('ocop/council').extend({ products: z.record(idSchema, text) });
const filters = ['text', 'group', 'stars', 'commune', 'standing', 'after'] as const;

export const ocopOperations: readonly Operation[] = [
  {
    ...{ method: 'get', path: '/api/ocop/products/:id/label.pdf', summary: 'Nhãn sản phẩm / Label of a product' },
    ...{ query: ['size', 'copies'], answers: { 200: ['application/pdf', 'Label sheets'] } },
  },
  {
    ...{ method: 'get', path: '/api/ocop/catalogue', summary: 'Danh mục sản phẩm OCOP / Catalogue of OCOP products' },
    ...{ query: [...filters, 'limit'], answers: { 200: [catalogueSchema, 'As the index has it'] } },
  },
  {
    ...{ method: 'get', path: '/api/ocop/expiring', summary: 'Giấy sắp hết hạn / Certificates that end soon' },
    ...{ signedIn: true, answers: { 200: [expiringSchema, 'First to end first'] } },
  },
  {
    ...{ method: 'get', path: '/api/ocop/sittings', summary: 'Hội đồng theo đơn vị / Councils that a unit sits in' },
    ...{ signedIn: true, query: ['member', 'limit', 'after'], answers: { 200: [sittingsSchema, 'Newest first'] } },
  },
  {
    ...{ method: 'get', path: '/ocop', summary: 'Trang danh mục OCOP / Catalogue page' },
    query: [...filters, 'lang'],
    answers: {
      200: ['text/html', 'Page as stated by the server'],
      422: ['text/html', 'The same page, with the form: what was asked is not valid'],
    },
  },
  {
    ...{ method: 'get', path: '/ocop/:id', summary: 'Trang câu chuyện sản phẩm / Story page of a product' },
    query: ['lang'],
    answers: { 200: ['text/html', 'Page as stated by the server'], 404: ['text/html', 'No rated product'] },
  },
];
