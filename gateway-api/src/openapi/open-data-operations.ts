import { z } from 'zod';
import { mostRows } from '../opendata/ckan.ts';
import type { Content, Operation } from './operations.ts';

const file = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().min(0) });
const snapshotSchema = z.strictObject({
  ...{ dataset: z.string(), version: z.int().min(1), height: z.int().min(0), blockHash: z.string() },
  ...{ asOf: z.iso.datetime(), checkpoint: z.strictObject({ size: z.int(), root: z.string() }) },
  ...{ issued: z.iso.datetime(), rows: z.int().min(0), files: z.strictObject({ csv: file, json: file }) },
});
/** `reason`: code of what keeps files from the ledger. */
const anchorSchema = z.strictObject({
  ...{ anchored: z.int().min(0), waiting: z.int().min(0), reason: z.string().optional() },
});
const snapshotsSchema = z.strictObject({ items: z.array(snapshotSchema), anchor: anchorSchema });
const attesterSchema = z.strictObject({ unit: z.string(), anchor: anchorSchema });
/** As CKAN describes its action API; fields that CKAN has and this gateway has not are left out. */
const both = z.strictObject({ vi: z.string(), en: z.string() });
const resourceSchema = z.strictObject({
  ...{ id: z.string(), package_id: z.string(), name: z.string(), format: z.string(), mimetype: z.string() },
  ...{ size: z.int().min(0), hash: z.string(), url: z.url(), created: z.string(), last_modified: z.string() },
  ...{ state: z.literal('active'), datastore_active: z.literal(true), license_url: z.url(), version: z.string() },
});
const packageSchema = z.strictObject({
  ...{ id: z.string(), name: z.string(), type: z.literal('dataset'), state: z.literal('active') },
  ...{ private: z.literal(false), title: z.string(), notes: z.string(), license_id: z.string(), license_url: z.url() },
  ...{ isopen: z.literal(true), version: z.string(), metadata_created: z.string(), metadata_modified: z.string() },
  ...{ title_translated: both, notes_translated: both, tags: z.array(z.strictObject({ name: z.string() })) },
  ...{ url: z.url(), num_resources: z.int().min(0), resources: z.array(resourceSchema) },
});
const rowsSchema = z.strictObject({
  ...{ resource_id: z.string(), q: z.string(), limit: z.int().min(0), offset: z.int().min(0), total: z.int().min(0) },
  records_format: z.literal('objects'),
  fields: z.array(z.strictObject({ id: z.string(), type: z.string() })),
  records: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
});
const failureSchema = z.strictObject({
  ...{ help: z.url(), success: z.literal(false), error: z.looseObject({ __type: z.string() }) },
});

const get = (path: string, summary: string, content: Content, more: Partial<Operation> = {}): Operation => ({
  ...{ method: 'get', path, summary, answers: { 200: [content, 'Found'] } },
  ...more,
});
const page = { query: ['lang'] } as const;
const action = (name: string, summary: string, result: z.ZodType, query: readonly string[] = []): Operation => ({
  ...{ method: 'get', path: `/api/3/action/${name}`, summary, query },
  answers: {
    200: [z.strictObject({ help: z.url(), success: z.literal(true), result }), 'As CKAN answers'],
    404: [failureSchema, 'Not Found Error'],
    409: [failureSchema, 'Validation Error'],
  },
});

/** Open data (docs/guide/open-data.md). */
export const openDataOperations: readonly Operation[] = [
  get('/opendata', 'Trang dữ liệu mở / Page of the open data', 'text/html', page),
  get('/opendata/datasets/:id', 'Trang một bộ dữ liệu / Page of a dataset', 'text/html', {
    ...page,
    answers: { 200: ['text/html', 'Found'], 404: ['text/html', 'No such dataset'] },
  }),
  get('/opendata/datasets/:id/versions/:file', 'Tệp của một phiên bản / File of a version: 1.csv, 1.json', 'text/csv'),
  get('/opendata/catalog', 'Danh mục DCAT-AP 3 theo Accept / Catalogue, as Accept asks', [
    'application/ld+json',
    'text/turtle',
  ]),
  get('/opendata/catalog.jsonld', 'Danh mục DCAT-AP 3, JSON-LD / Catalogue', 'application/ld+json'),
  get('/opendata/catalog.ttl', 'Danh mục DCAT-AP 3, Turtle / Catalogue', 'text/turtle'),
  action('package_list', 'Tên các bộ dữ liệu / Names of datasets', z.array(z.string())),
  action('package_show', 'Một bộ dữ liệu / A dataset', packageSchema, ['id']),
  action('resource_show', 'Một tệp / A file', resourceSchema, ['id']),
  action('datastore_search', `Tìm dòng, tối đa ${mostRows} / Find rows, at most ${mostRows}`, rowsSchema, [
    ...['resource_id', 'q', 'limit', 'offset'],
  ]),
  {
    ...{ method: 'post', path: '/api/opendata/snapshots', signedIn: true },
    summary: 'Công bố phiên bản mới / Publish what changed',
    answers: { 201: [snapshotsSchema, 'Published; none where nothing changed'] },
  },
  {
    ...{ method: 'post', path: '/api/opendata/attester', signedIn: true },
    summary: 'Đơn vị dữ liệu đứng ra xác nhận các tệp / The data unit stands for the files from now on',
    answers: { 201: [attesterSchema, 'Appointed'] },
  },
  {
    ...{ method: 'delete', path: '/api/opendata/attester', signedIn: true },
    summary: 'Thôi xác nhận / No longer',
    answers: { 204: ['text/plain', 'Dismissed'] },
  },
];
