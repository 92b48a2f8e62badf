import type { RecordType } from '@daunguon/records';
import type { z } from 'zod';
import type { CommandRoute } from '../domains/command-route.ts';
import { labelsSchema } from '../labels/labels-schema.ts';
import { heritageOperations } from './heritage-operations.ts';
import { healthOperations } from './health-operations.ts';
import { labelOperations } from './label-operations.ts';
import { credentialFormatOperations } from './credential-format-operations.ts';
import { bulkOperations } from './bulk-operations.ts';
import { issuingOperations } from './issuing-operations.ts';
import { carbonOperations } from './carbon-operations.ts';
import { credentialOperations } from './credential-operations.ts';
import { endorseSchema, prepareSchema, submitSchema } from '../signing/signing-routes.ts';
import * as answers from './answer-schemas.ts';
import { ocopOperations } from './ocop-operations.ts';
import { auditOperations } from './audit-operations.ts';
import { dashboardOperations } from './dashboard-operations.ts';
import { epcisOperations } from './epcis-operations.ts';
import { explorerOperations } from './explorer-operations.ts';
import { exchangeOperations } from './exchange-operations.ts';
import { lookupOperations } from './lookup-operations.ts';
import { mappedImportOperations } from './mapped-import-operations.ts';
import { openDataOperations } from './open-data-operations.ts';
import { learnOperations } from './learn-operations.ts';
import { periodicReportOperations } from './periodic-report-operations.ts';
import { originOperations } from './origin-operations.ts';
import { standingOnSchema } from '../log/standing-on-routes.ts';
import { deviceOperations } from './device-operations.ts';
import { sessionOperations } from './session-operations.ts';

type MediaType = `${string}/${string}`;
/** A body: JSON of a schema, or one or more media types whose content OpenAPI does not describe. */
export type Content = z.ZodType | MediaType | readonly MediaType[];

/** One operation of the API; every answer that is not named here is a problem. */
export interface Operation {
  readonly method: 'get' | 'post' | 'delete';
  /** Express path. */
  readonly path: string;
  /** Vietnamese first. */
  readonly summary: string;
  readonly id?: string;
  /** Of a command: the ledger’s transaction, for whoever signs it themselves. */
  readonly transaction?: string;
  readonly signedIn?: boolean;
  /** Takes the key of a sharing system. */
  readonly partnerKey?: boolean;
  readonly query?: readonly string[];
  readonly body?: Content;
  /** Status -> content and what it means. */
  readonly answers: Readonly<Record<number, readonly [Content, string]>>;
}

const get = (path: string, summary: string, content: Content, more: Partial<Operation> = {}): Operation => ({
  method: 'get',
  path,
  summary,
  answers: { 200: [content, 'Found'] },
  ...more,
});

const committed = {
  201: [answers.committedSchema, 'Committed on the ledger'],
  202: [answers.unknownSchema, 'Ordered, outcome unknown: send the same request again, or look at Location'],
} as const;

const command = ({ path, transaction, schema }: CommandRoute): Operation => ({
  method: 'post',
  path,
  summary: transaction,
  id: transaction.replace(':', ''),
  transaction,
  signedIn: true,
  body: schema,
  answers: committed,
});

const listQuery = [
  'limit',
  'after',
  'text',
  'status',
  'owner',
  'commune',
  'unit',
  'batch',
  'subject',
  'transitTo',
] as const;
const listCsv = get('/api/lists/:domain/:kind.csv', 'Danh sách, tệp CSV / A list as CSV', 'text/csv', {
  ...{ signedIn: true, query: listQuery.filter((name) => !['limit', 'after'].includes(name)) },
});
const list = (path: string, type: RecordType): Operation[] => [
  get(path, `Danh sách / List: ${type}`, answers.listSchema(type), { signedIn: true, query: listQuery }),
  get(`${path}/:id`, `Một hồ sơ / One record: ${type}`, answers.detailSchema(type), { signedIn: true }),
];

const imports = '/api/origin/imports';
const bundle: Pick<Operation, 'query' | 'answers'> = {
  query: ['from', 'history', 'dates'],
  answers: {
    200: [answers.bundleSchema, 'Proof bundle (docs/proof-format.md §6)'],
    404: [answers.bundleSchema, 'Proof of absence, or a problem'],
    409: [answers.newerHeadSchema, 'The head of the reader is newer'],
  },
};

const fixed: readonly Operation[] = [
  ...sessionOperations,
  ...deviceOperations,
  ...credentialOperations,
  ...bulkOperations,
  ...issuingOperations,
  ...credentialFormatOperations,
  ...ocopOperations,
  ...carbonOperations,
  ...originOperations,
  ...healthOperations,
  ...heritageOperations,
  ...labelOperations,
  ...epcisOperations,
  ...exchangeOperations,
  ...mappedImportOperations,
  ...lookupOperations,
  ...openDataOperations,
  ...periodicReportOperations,
  ...learnOperations,
  ...explorerOperations,
  ...dashboardOperations,
  ...auditOperations,
  get('/healthz', 'Còn chạy / Alive', answers.healthSchema),
  {
    ...get('/readyz', 'Sẵn sàng / Ready', answers.readySchema),
    answers: { 200: [answers.readySchema, 'Ready'], 503: [answers.readySchema, 'Ledger or index does not answer'] },
  },
  get('/metrics', 'Số đo / Prometheus metrics', 'text/plain'),
  get('/openapi.json', 'Tài liệu này / This document', answers.otherwiseDescribed),
  { ...get('/r/:id', 'Bằng chứng của hồ sơ / Proof of a record', answers.bundleSchema), ...bundle },
  {
    ...get('/r/01/:gtin/10/:lot', 'Bằng chứng theo GTIN và lô / By GTIN and lot', answers.bundleSchema),
    ...bundle,
    query: ['from', 'history', 'dates', 'serial'],
  },
  get('/r/:id/on/:date', 'Tình trạng vào một ngày / Standing on a day', standingOnSchema),
  get('/r/:id/story', 'Điều máy chủ kể thêm / What the gateway tells beside', answers.storySchema),
  get('/', 'Trang đầu công khai / Public start page', 'text/html'),
  {
    ...get('/s/:id', 'Trang theo lời máy chủ / Page as stated by the server', 'text/html'),
    answers: { 200: ['text/html', 'Page as stated by the server'], 404: ['text/html', 'No such record'] },
  },
  get('/log/checkpoint', 'Điểm kiểm tra / Checkpoint of the log', 'text/plain'),
  get('/log/checkpoint/:size', 'Điểm kiểm tra sớm nhất đủ số lá / Earliest checkpoint of so many leaves', 'text/plain'),
  get('/log/tile/*path', 'Ô của nhật ký / Tile of the log', 'application/octet-stream'),
  get('/log/body/:commitment', 'Nội dung theo cam kết / Body by commitment', answers.bodySchema),
  get('/api/registry/log-status', 'Tình trạng nhật ký / Status of the log', answers.logStatusSchema),
  {
    ...{ method: 'post', path: imports, summary: 'Xem trước tệp CSV / Preview a CSV file', signedIn: true },
    ...{ body: 'text/csv', answers: { 200: [answers.importSchema, 'Previewed; nothing is issued'] } },
  },
  get(`${imports}/:id`, 'Tình trạng lần nhập / State of an import', answers.importSchema, { signedIn: true }),
  {
    ...{ method: 'post', path: `${imports}/:id/commit`, summary: 'Ghi các dòng / Issue the rows', signedIn: true },
    ...{ body: answers.commitImportSchema, answers: { 202: [answers.importSchema, 'Started'] } },
  },
  get(`${imports}/:id/events`, 'Tiến độ / Progress (server-sent events)', 'text/event-stream', { signedIn: true }),
  get('/api/origin/batches/:id/label.pdf', 'Nhãn / Labels of a batch', 'application/pdf', {
    query: ['size', 'copies'],
  }),
  {
    ...{ method: 'post', path: '/api/origin/labels', summary: 'Nhãn nhiều lô / Labels of batches', signedIn: true },
    ...{ body: labelsSchema, answers: { 200: ['application/pdf', 'Label sheets'] } },
  },
  {
    ...{ method: 'post', path: '/api/tx/prepare', summary: 'Đề xuất để tự ký / Proposal to sign', signedIn: true },
    ...{ body: prepareSchema, answers: { 200: [answers.preparedSchema, 'Prepared'] } },
  },
  {
    ...{ method: 'post', path: '/api/tx/endorse', summary: 'Xác nhận / Endorse', signedIn: true },
    ...{ body: endorseSchema, answers: { 200: [answers.endorsedSchema, 'Endorsed'] } },
  },
  {
    ...{ method: 'post', path: '/api/tx/submit', summary: 'Gửi lên sổ / Submit', signedIn: true },
    ...{ body: submitSchema, answers: committed },
  },
];

/** Everything the API offers; a test compares it with what is mounted. */
export const operations = (
  commands: readonly CommandRoute[],
  lists: Readonly<Record<string, RecordType>>,
): readonly Operation[] => [
  ...fixed,
  ...commands.map(command),
  listCsv,
  ...Object.entries(lists).flatMap(([path, type]) => list(path, type)),
];
