import { dashboardSlugs, recordStatuses, recordTypes } from '@daunguon/records';
import { z } from 'zod';
import { targetSchema } from '../dashboards/dashboard-routes.ts';
import type { Operation } from './operations.ts';

const text = z.string();
const count = z.int().min(0);
const both = z.tuple([text, text]);
const numbers = { records: count.nullable(), amount: count.nullable() };
const choice = { from: text, to: text, commune: text.optional(), kind: text.optional() };
const toldTarget = z.strictObject({
  ...{ version: count, value: z.number().nullable(), of: z.enum(['records', 'amount']) },
  ...{ year: count, source: text, setAt: text, reached: z.number().nullable() },
});
/** A measure with its numbers in a span of months. `amount` in 10^-`decimals` of the unit. */
const measured = {
  ...{ id: text, dashboard: z.enum(dashboardSlugs), type: z.enum(recordTypes), title: both, unit: both, method: both },
  amountIn: z.strictObject({ unit: both, decimals: count }).optional(),
  ...{ hasKinds: z.boolean(), isProtected: z.boolean(), ...numbers, isAtLeast: z.boolean() },
  months: z.array(z.strictObject({ month: text, ...numbers })),
  target: toldTarget.nullable(),
};
export const dashboardSchema = z.strictObject({
  ...{ slug: z.enum(dashboardSlugs), ...choice, items: z.array(z.strictObject(measured)) },
});
const cells = z.array(z.strictObject({ key: text, records: count, amount: count }));
export const measureSchema = z.strictObject({
  ...measured,
  ...choice,
  communes: cells,
  kinds: cells,
  days: cells,
  maySetTarget: z.boolean(),
});
export const behindSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      ...{ id: text, type: z.enum(recordTypes), name: text, day: text, commune: text, kind: text },
      ...{ amount: count, txId: text, blockNumber: count },
    }),
  ),
  next: text.optional(),
});
export const statusesSchema = z.strictObject({
  type: z.enum(recordTypes),
  items: z.array(z.strictObject({ status: z.enum(recordStatuses), records: count })),
});
const tileSchema = z.strictObject({
  ...{ slug: z.enum(dashboardSlugs), year: count, block: z.int(), lag: count, statedBy: z.literal('gateway') },
  items: z.array(
    z.strictObject({ id: text, title: both, unit: both, year: count.nullable(), month: count.nullable() }),
  ),
});
const said = z.strictObject({ what: text, who: text });
export const statusSchema = z.strictObject({
  index: z.strictObject({ ledgerUp: z.boolean(), indexUp: z.boolean(), block: z.int(), lagSeconds: count }),
  peers: z.array(z.strictObject({ mspId: text, up: z.boolean() })),
  log: z.strictObject({
    ...{ origin: text.nullable(), block: z.int(), size: count, recorded: count, waiting: z.int() },
    checkpoint: z.strictObject({ size: count, root: text, cosigned: z.record(text, text) }).nullable(),
    cosigners: z.array(z.strictObject({ name: text, url: text.nullable(), state: text })),
    trouble: text.nullable(),
  }),
  anchor: z
    .strictObject({
      ...{ alarm: z.boolean(), textVi: text, text, testChain: z.boolean(), chainId: count.nullable(), contract: text },
      rows: z.record(text, count),
      newest: z.strictObject({ size: text, state: text }).nullable(),
    })
    .nullable(),
  alarms: z.array(
    z.strictObject({ id: text, level: z.enum(['serious', 'warning']), vi: said, en: said, command: text }),
  ),
});

const narrowing = ['from', 'to', 'commune', 'kind'];
const get = (
  path: string,
  summary: string,
  content: Operation['answers'][number][0],
  more: Partial<Operation> = {},
): Operation => ({
  ...{ method: 'get', path, summary, signedIn: true, answers: { 200: [content, 'Found'] }, ...more },
});
const one = '/api/dashboards/measures/:measure';

/** Numbers of the province, how they are made up, and the state of the gateway. */
export const dashboardOperations: readonly Operation[] = [
  get('/api/dashboards/:slug', 'Bảng số / A dashboard', dashboardSchema, { query: narrowing }),
  get('/api/dashboards/:slug/months/:month.pdf', 'Bảng số của một tháng, PDF / A month as PDF', 'application/pdf'),
  get(one, 'Một chỉ số theo tháng, xã, nhóm / One measure by month, commune, kind', measureSchema, {
    query: narrowing,
  }),
  get(`${one}/statuses`, 'Hồ sơ hiện nay theo tình trạng / Records by status now', statusesSchema),
  get(`${one}/records`, 'Hồ sơ phía sau một số / Records behind a number', behindSchema, {
    query: [...narrowing, 'limit', 'after'],
  }),
  get(`${one}/records.csv`, 'Như trên, tệp CSV / The same as CSV', 'text/csv', { query: narrowing }),
  get('/api/dashboards/events', 'Báo khi có khối mới / Server-sent event for each new block', 'text/event-stream'),
  {
    ...{ method: 'post', path: '/api/dashboards/targets', summary: 'Đặt chỉ tiêu năm / Set a year’s target' },
    ...{ signedIn: true, body: targetSchema, answers: { 201: [toldTarget, 'Set'] } },
  },
  get('/tiles/:slug', 'Ô số để nhúng / A tile to embed', 'text/html', { signedIn: false }),
  get('/tiles/:slug.json', 'Số của ô, JSON / The numbers of the tile', tileSchema, { signedIn: false }),
  get('/api/operations/status', 'Tình trạng và cảnh báo / State and alarms of the gateway', statusSchema),
];
