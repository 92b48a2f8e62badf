import { z } from 'zod';
import * as partners from '../exchange/partner-schema.ts';
import { tokenErrorSchema, tokenSchema } from '../exchange/oauth-routes.ts';
import * as webhooks from '../webhooks/webhook-schemas.ts';
import type { Operation } from './operations.ts';

const changesSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      ...{ cursor: z.string(), record: z.string(), type: z.string(), version: z.int(), status: z.string() },
      ...{ owner: z.string(), at: z.iso.datetime(), block: z.int(), transaction: z.string(), proof: z.url() },
    }),
  ),
  /** `since` of the next question, now or later. */
  next: z.string(),
});
const revokedSchema = z.strictObject({ id: z.string(), revoked: z.literal(true) });

const get = (path: string, summary: string, schema: z.ZodType, more: Partial<Operation> = {}): Operation => ({
  ...{ method: 'get', path, summary, answers: { 200: [schema, 'Found'] } },
  ...more,
});
const post = (path: string, summary: string, schema: z.ZodType, more: Partial<Operation> = {}): Operation => ({
  ...{ method: 'post', path, summary, answers: { 200: [schema, 'Done'] } },
  ...more,
});

const hooks = '/lgsp/v1/webhooks';
/** For sharing systems, by their key (docs/integrate.md). */
const ofPartners: readonly Operation[] = [
  post('/oauth/token', 'Đổi khóa lấy mã truy cập / Client credentials (RFC 6749)', tokenSchema, {
    body: 'application/x-www-form-urlencoded',
    answers: {
      200: [tokenSchema, 'A token for an hour, used as the key is'],
      400: [tokenErrorSchema, 'RFC 6749, section 5.2'],
      401: [tokenErrorSchema, 'No such client, or not its key'],
      429: [tokenErrorSchema, 'Too many tokens within a minute'],
    },
  }),
  get(
    '/.well-known/oauth-authorization-server',
    'Máy chủ cấp quyền / RFC 8414 metadata',
    z.record(z.string(), z.unknown()),
  ),
  get('/lgsp/v1/partner', 'Quyền và hạn mức của khóa / What this key may do', partners.partnerViewSchema, {
    partnerKey: true,
  }),
  get('/lgsp/v1/changes', 'Luồng thay đổi / Change feed of public records', changesSchema, {
    ...{ partnerKey: true, query: ['since', 'limit', 'type'] },
  }),
  get(hooks, 'Webhook của hệ thống / Its webhooks', webhooks.webhooksSchema, { partnerKey: true }),
  post(hooks, 'Đăng ký webhook / Subscribe a webhook', webhooks.webhookSchema, {
    ...{ partnerKey: true, body: webhooks.newWebhookSchema },
    answers: { 201: [webhooks.webhookSchema, 'Subscribed'] },
  }),
  get(`${hooks}/:id`, 'Một webhook / A webhook', webhooks.webhookSchema, { partnerKey: true }),
  {
    ...{ method: 'delete', path: `${hooks}/:id`, summary: 'Hủy webhook / Remove a webhook', partnerKey: true },
    answers: { 204: ['text/plain', 'Removed with all that waited'] },
  },
  post(`${hooks}/:id/resume`, 'Gửi tiếp / Go on', webhooks.doneSchema, { partnerKey: true }),
  post(`${hooks}/:id/rotate`, 'Đổi khóa ký / A new signing key', webhooks.webhookSchema, {
    ...{ partnerKey: true, body: webhooks.rotateWebhookSchema },
  }),
  post(`${hooks}/:id/test`, 'Gửi thử / Send a test message', webhooks.doneSchema, {
    ...{ partnerKey: true, answers: { 202: [webhooks.doneSchema, 'Queued'] } },
  }),
  get(`${hooks}/:id/dead-letters`, 'Thư không gửi được / Dead letters', webhooks.deadLettersSchema, {
    partnerKey: true,
  }),
  ...(['retry', 'drop'] as const).map((act) =>
    post(
      `${hooks}/:id/dead-letters/:message/${act}`,
      act === 'retry' ? 'Gửi lại / Send again' : 'Bỏ thư / Drop',
      ...([webhooks.doneSchema, { partnerKey: true }] as const),
    ),
  ),
];
const base = '/api/exchange';
/** For those who administer the gateway. */
const ofAdministrators: readonly Operation[] = [
  get(`${base}/partners`, 'Hệ thống chia sẻ / Sharing systems', partners.partnersSchema),
  post(`${base}/partners`, 'Thêm hệ thống / Add a sharing system', partners.partnerKeySchema, {
    ...{
      body: partners.partnerSchema,
      answers: { 201: [partners.partnerKeySchema, 'Added; its key is told this once'] },
    },
  }),
  post(`${base}/partners/:id/rotate`, 'Đổi khóa / A new key', partners.partnerKeySchema),
  post(`${base}/partners/:id/revoke`, 'Thu hồi khóa / Revoke the key', revokedSchema),
  get(`${base}/partners/:id/reads`, 'Nhật ký đã đọc / What it read', partners.partnerReadsSchema, {
    query: ['before'],
  }),
  get(`${base}/webhooks`, 'Mọi webhook / All webhooks', webhooks.allWebhooksSchema),
  post(`${base}/webhooks/:id/resume`, 'Gửi tiếp / Go on', webhooks.doneSchema),
  get(`${base}/dead-letters`, 'Thư không gửi được / Dead letters', webhooks.allDeadLettersSchema),
  post(`${base}/dead-letters/:id/retry`, 'Gửi lại / Send again', webhooks.doneSchema),
  post(`${base}/dead-letters/:id/drop`, 'Bỏ thư / Drop', webhooks.doneSchema),
];

/** The exchange with the province's systems (docs/guide/exchange.md). */
export const exchangeOperations: readonly Operation[] = [
  ...ofPartners,
  ...ofAdministrators.map((operation) => ({ ...operation, signedIn: true })),
];
