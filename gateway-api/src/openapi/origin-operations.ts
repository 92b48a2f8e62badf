import { gtinSchema, idSchema, lotSchema } from '@daunguon/records';
import { z } from 'zod';
import { profileNames } from '../domains/origin/completeness-routes.ts';
import { marketLotsSchema, marketStandings } from '../market/market-lots.ts';
import type { Operation } from './operations.ts';

const text = z.string();
const named = z.strictObject({ vi: text, en: text });
const missing = z.strictObject({ of: text, owedBy: text.nullable() });
const completenessSchema = z.strictObject({
  ...{ batch: idSchema, profile: z.enum(profileNames), score: z.int().min(0).max(100) },
  items: z.array(
    z.strictObject({
      ...{ id: text, label: named, state: z.enum(['present', 'missing', 'not-asked']), missing: z.array(missing) },
    }),
  ),
  units: z.record(text, z.strictObject({ name: text })),
});

const marketLotSchema = z.strictObject({
  ...{ gtin: gtinSchema, lot: lotSchema, standing: z.enum(marketStandings), proof: text, page: text.optional() },
  product: z.strictObject({ name: text, code: text }).optional(),
  producer: z.strictObject({ id: idSchema, name: text }).optional(),
  ...{ harvestDate: text.optional(), useBy: text.optional(), unconfirmedBuyer: text.optional() },
  recall: z.strictObject({ id: idSchema, reason: text, class: text, at: text }).optional(),
});
const marketAnswerSchema = z.strictObject({ statedBy: z.literal('gateway'), items: z.array(marketLotSchema) });

const link = z.strictObject({ rel: text, href: text, type: text, title: text.optional() });
const links = z.array(link);
const collection = z.strictObject({
  ...{ id: text, title: text, description: text, itemType: text, crs: z.array(text), links },
  extent: z.record(text, z.unknown()),
});

const get = (path: string, summary: string, content: Operation['answers'][number][0], more: Partial<Operation> = {}) =>
  ({ method: 'get', path, summary, answers: { 200: [content, 'Found'] }, ...more }) satisfies Operation;
const area = '/ogc/collections/growing-areas';

/** Completeness and its sheets, the marketplaces' look-up, the map. */
export const originOperations: readonly Operation[] = [
  get('/api/origin/batches/:id/completeness', 'Mức đầy đủ / Completeness of a batch', completenessSchema, {
    ...{ signedIn: true, query: ['profile'] },
  }),
  get('/api/origin/batches/:id/fsma.csv', 'Bảng FSMA 204 / FSMA 204 sheet', 'text/csv', { signedIn: true }),
  get('/api/origin/batches/:id/gacc.csv', 'Bảng GACC / GACC sheet', 'text/csv', { signedIn: true }),
  get('/api/origin/growing-areas/:id/diary.pdf', 'Nhật ký đồng ruộng / Field diary', 'application/pdf', {
    ...{ signedIn: true, query: ['from', 'until'] },
  }),
  {
    ...{ method: 'post', path: '/api/origin/photos', summary: 'Gửi ảnh của lô / Send a photo', signedIn: true },
    query: ['batch'],
    ...{ body: 'image/jpeg', answers: { 201: [z.strictObject({ sha256: text, bytes: z.int() }), 'Kept'] } },
  },
  get('/api/origin/photos/:unit/:sha256', 'Ảnh của lô / A photo of a batch', 'image/jpeg', { signedIn: true }),
  get('/api/origin/market/lots', 'Sàn hỏi một lô / A marketplace asks about a lot', marketAnswerSchema, {
    query: ['gtin', 'lot'],
  }),
  {
    ...{ method: 'post', path: '/api/origin/market/lots', summary: 'Sàn hỏi nhiều lô / About many lots' },
    ...{ body: marketLotsSchema, answers: { 200: [marketAnswerSchema, 'In the order of the question'] } },
  },
  get('/ogc', 'Bản đồ: trang đầu / OGC API landing page', z.strictObject({ title: text, links })),
  get('/ogc/conformance', 'Bản đồ: tiêu chuẩn / Conformance', z.strictObject({ conformsTo: z.array(text) })),
  get('/ogc/collections', 'Bản đồ: các lớp / Collections', z.strictObject({ links, collections: z.array(collection) })),
  get(area, 'Bản đồ: lớp vùng trồng / Growing areas', collection),
  get(`${area}/items`, 'Bản đồ: các vùng trồng / Features', 'application/geo+json', {
    query: ['bbox', 'limit', 'datetime', 'after'],
  }),
  get(`${area}/items/:id`, 'Bản đồ: một vùng trồng / One feature', 'application/geo+json'),
];
