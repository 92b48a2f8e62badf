import { z } from 'zod';
import { newSubscriptionSchema, subscriptionSchema } from '../epcis/subscription-routes.ts';
import type { Operation } from './operations.ts';

const text = z.string();
const count = z.int().min(0);
const instant = z.iso.datetime();
const jobProblem = z.strictObject({
  ...{ type: text, title: text, status: count, detail: text, code: text },
  /** Into the document that was sent. */
  pointer: text,
});
const jobSchema = z.strictObject({
  captureID: text,
  createdAt: instant,
  finishedAt: instant.optional(),
  running: z.boolean(),
  success: z.boolean(),
  captureErrorBehaviour: z.enum(['rollback', 'proceed']),
  errors: z.array(jobProblem),
  /** How far it is: events in the document, events on the ledger. */
  events: count,
  captured: count,
});
const context = z.array(z.union([text, z.record(text, z.unknown())]));
const eventSchema = z.record(text, z.unknown());
const queryDocumentSchema = z.strictObject({
  '@context': context,
  type: z.literal('EPCISQueryDocument'),
  schemaVersion: z.literal('2.0'),
  creationDate: instant,
  epcisBody: z.strictObject({
    queryResults: z.strictObject({
      queryName: text,
      resultsBody: z.strictObject({ eventList: z.array(eventSchema) }),
    }),
  }),
});
const collectionSchema = z.strictObject({ '@context': context, type: z.literal('Collection'), member: z.array(text) });
const createdSchema = z.strictObject({ eventID: text, record: text, receipt: text });
/** As docs/proof-format.md says of chosen fields: pointer, value, salt, index, path. */
const disclosureSchema = z.strictObject({
  ...{ disclosure: z.literal('daunguon-fields/1'), id: text, count },
  fields: z.array(z.array(z.unknown())),
});
const namedQuery = z.strictObject({ name: text, query: z.record(text, z.unknown()) });

const page = ['perPage', 'nextPageToken'] as const;
/** Parameters of fixed names; those with a unit, a type or an extension in their name are in docs/guide/epcis.md. */
const parameters = [
  ...page,
  ...['eventType', 'GE_eventTime', 'LT_eventTime', 'GE_recordTime', 'LT_recordTime', 'EQ_action', 'EQ_bizStep'],
  ...[
    'EQ_disposition',
    'EQ_persistentDisposition_set',
    'EQ_persistentDisposition_unset',
    'EQ_readPoint',
    'WD_readPoint',
  ],
  ...['EQ_bizLocation', 'WD_bizLocation', 'EQ_transformationID', 'MATCH_epc', 'MATCH_parentID', 'MATCH_inputEPC'],
  ...['MATCH_outputEPC', 'MATCH_anyEPC', 'MATCH_epcClass', 'MATCH_inputEPCClass', 'MATCH_outputEPCClass'],
  ...['MATCH_anyEPCClass', 'EQ_quantity', 'GT_quantity', 'GE_quantity', 'LT_quantity', 'LE_quantity', 'EQ_eventID'],
  ...['EXISTS_errorDeclaration', 'GE_errorDeclarationTime', 'LT_errorDeclarationTime', 'EQ_errorReason'],
  ...['EQ_correctiveEventID', 'orderBy', 'orderDirection', 'eventCountLimit', 'maxEventCount', 'GE_startTime'],
  ...['LT_startTime', 'GE_endTime', 'LT_endTime', 'EQ_type', 'EQ_deviceID', 'EQ_dataProcessingMethod'],
  ...['EQ_microorganism', 'EQ_chemicalSubstance', 'EQ_bizRules', 'EQ_stringValue', 'EQ_hexBinaryValue'],
  ...['EQ_uriValue', 'EQ_booleanValue'],
];
const get = (path: string, summary: string, schema: z.ZodType, query: readonly string[] = []): Operation => ({
  ...{ method: 'get', path: `/epcis${path}`, summary, query },
  answers: { 200: [schema, 'Found'] },
});
const resources: Readonly<Record<string, string>> = {
  eventTypes: 'Loại sự kiện / Event types',
  epcs: 'Mã hàng hóa / Identifiers',
  bizSteps: 'Bước nghiệp vụ / Business steps',
  bizLocations: 'Địa điểm / Business locations',
  readPoints: 'Điểm ghi / Read points',
  dispositions: 'Trạng thái / Dispositions',
};
const subscriptions = '/queries/:name/subscriptions';
const job = [jobSchema, 'The capture job'] as const;

/** EPCIS 2.0 REST bindings (docs/guide/epcis.md). */
export const epcisOperations: readonly Operation[] = [
  get('/', 'Các phần của giao diện EPCIS / Parts of the EPCIS interface', collectionSchema),
  {
    ...{ method: 'post', path: '/epcis/capture', summary: 'Ghi nhận tài liệu EPCIS / Capture an EPCIS document' },
    ...{ signedIn: true, body: eventSchema, answers: { 202: job } },
  },
  { ...get('/capture', 'Các lần ghi nhận / Capture jobs', z.array(jobSchema), page), signedIn: true },
  { ...get('/capture/:captureID', 'Một lần ghi nhận / A capture job', jobSchema), signedIn: true },
  {
    ...{ method: 'post', path: '/epcis/events', summary: 'Ghi nhận một sự kiện / Capture one event', signedIn: true },
    ...{ body: eventSchema, answers: { 201: [createdSchema, 'Captured; on the ledger'], 202: job } },
  },
  get('/events', 'Truy vấn sự kiện / Query events', queryDocumentSchema, parameters),
  get('/events/:eventID', 'Một sự kiện / One event', eventSchema),
  get('/events/:eventID/disclosure', 'Bằng chứng từng trường / Fields that prove themselves', disclosureSchema),
  ...Object.entries(resources).flatMap(([name, summary]) => [
    get(`/${name}`, summary, collectionSchema, page),
    get(`/${name}/:value`, summary, collectionSchema),
    get(`/${name}/:value/events`, summary, queryDocumentSchema, parameters),
  ]),
  get('/queries', 'Truy vấn có tên / Named queries', z.array(namedQuery)),
  {
    ...{ method: 'post', path: '/epcis/queries', summary: 'Đặt tên một truy vấn / Name a query', signedIn: true },
    ...{ partnerKey: true, body: namedQuery, answers: { 201: [namedQuery, 'Created'] } },
  },
  get('/queries/:name', 'Một truy vấn có tên / A named query', namedQuery),
  {
    ...{ method: 'delete', path: '/epcis/queries/:name', summary: 'Xóa truy vấn / Remove a query', signedIn: true },
    partnerKey: true,
    answers: { 204: ['text/plain', 'Removed'] },
  },
  get('/queries/:name/events', 'Sự kiện của truy vấn / Events of a named query', queryDocumentSchema, page),
  {
    ...get(subscriptions, 'Đăng ký của hệ thống / Its subscriptions', z.array(subscriptionSchema)),
    partnerKey: true,
  },
  {
    ...{ method: 'post', path: `/epcis${subscriptions}`, summary: 'Đăng ký nhận / Subscribe', partnerKey: true },
    ...{ body: newSubscriptionSchema, answers: { 201: [subscriptionSchema, 'Subscribed'] } },
  },
  { ...get(`${subscriptions}/:subscription`, 'Một đăng ký / A subscription', subscriptionSchema), partnerKey: true },
  {
    ...{ method: 'delete', path: `/epcis${subscriptions}/:subscription`, summary: 'Hủy đăng ký / Unsubscribe' },
    ...{ partnerKey: true, answers: { 204: ['text/plain', 'Removed'] } },
  },
];
