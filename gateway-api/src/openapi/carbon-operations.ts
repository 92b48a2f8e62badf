import { blockStates, countedStates, idSchema, nationalSchema } from '@daunguon/records';
import { z } from 'zod';
import type { Operation } from './operations.ts';

const text = z.string();
const count = z.int().min(0);
const stated = { statedBy: z.literal('gateway') };
const notice = z.strictObject({ vi: text, en: text });
const totals = z.strictObject(Object.fromEntries(countedStates.map((state) => [state, text])));
const totalsSchema = z.strictObject({
  ...stated,
  notice,
  issued: text,
  totals,
  blocks: count,
  conserved: z.boolean(),
  asOf: count.optional(),
});
const evidence = z.strictObject({
  ...{ project: idSchema, issuance: idSchema, monitoring: idSchema },
  ...{ monitoringReport: text, verificationReport: text, decision: text },
});
const behindSchema = z.strictObject({
  ...stated,
  notice,
  items: z.array(
    z.strictObject({
      ...{ id: idSchema, version: count, owner: idSchema, series: text, start: text, end: text, quantity: text },
      ...{ txId: text, blockNumber: count, blockTime: text, endorsers: z.array(text), evidence: evidence.optional() },
    }),
  ),
  next: text.optional(),
});
const step = z.strictObject({
  ...{ block: idSchema, version: count, state: z.enum(blockStates), owner: idSchema, start: text, end: text, at: text },
  ...{ by: text, txId: text, blockNumber: count, endorsers: z.array(text) },
});
const serialSchema = z.strictObject({
  ...stated,
  notice,
  ...{ series: text, serial: text, now: step, history: z.array(step), evidence: evidence.optional() },
});
const claimsSchema = z.strictObject({
  ...stated,
  items: z.array(
    z.strictObject({ plot: idSchema, other: idSchema, project: idSchema, otherProject: idSchema, overlapM2: count }),
  ),
});
const cadSchema = z.strictObject({
  notice,
  projects: z.array(z.record(text, z.unknown())),
  units: z.array(z.record(text, z.unknown())),
});
const told = { code: text, detail: text, vi: text, en: text };
const cadCheckSchema = z.strictObject({
  ...{ notice, units: count, quantity: text, findingCount: count },
  projects: z.array(
    z.strictObject({
      project: z.record(text, z.unknown()),
      missing: z.array(text),
      periods: z.array(z.record(text, z.unknown())),
    }),
  ),
  findings: z.array(z.strictObject({ pointer: text, ...told })),
});
const wrongLines = { errorCount: count, errors: z.array(z.strictObject({ line: count, ...told })) };
const csvCheckSchema = z.strictObject({ rows: count, units: text, ...wrongLines });
const nationalCheckSchema = z.strictObject({
  ...{ notice, rows: count, known: count, ...wrongLines },
  codes: z.array(z.strictObject({ block: idSchema, ...nationalSchema.shape })),
});

const read = (path: string, summary: string, schema: z.ZodType, query: readonly string[] = []): Operation => ({
  ...{ method: 'get', path: `/api/carbon/${path}`, summary, query },
  answers: { 200: [schema, 'As the index has it'] },
});

export const carbonOperations: readonly Operation[] = [
  read('totals', 'Tổng tín chỉ theo trạng thái / Units by state', totalsSchema, ['project']),
  read('totals/:state', 'Các lô sau một con số / Blocks behind a number', behindSchema, ['project', 'after']),
  {
    ...{ method: 'get', path: '/api/carbon/totals/:state/blocks.csv', query: ['project'] },
    ...{ summary: 'Các lô sau một con số, CSV / Blocks behind a number, CSV' },
    answers: { 200: ['text/csv', 'All of them'] },
  },
  read('serials/:code/:vintage/:serial', 'Lịch sử một sê-ri / Life of a serial', serialSchema),
  {
    ...{ method: 'get', path: '/api/carbon/retirements/:id/certificate.pdf' },
    ...{ summary: 'Chứng nhận loại bỏ / Retirement certificate' },
    answers: { 200: ['application/pdf', 'The same bytes each time'] },
  },
  { ...read('double-claims', 'Thửa đất nghi khai trùng / Suspected double claims', claimsSchema), signedIn: true },
  read('cad-trust', 'Xuất CAD Trust / CAD Trust export', cadSchema),
  {
    ...{
      method: 'post',
      path: '/api/carbon/cad-trust/check',
      summary: 'Kiểm tra tệp CAD Trust / Check CAD Trust units',
    },
    ...{ signedIn: true, body: z.unknown(), answers: { 200: [cadCheckSchema, 'Checked'] } },
  },
  {
    ...{
      method: 'post',
      path: '/api/carbon/national-codes/check',
      summary: 'Đọc trước tệp mã trong nước / Preview of a CSV of domestic codes',
    },
    ...{ signedIn: true, body: 'text/csv', answers: { 200: [nationalCheckSchema, 'Read; nothing is written'] } },
  },
  {
    ...{ method: 'post', path: '/api/carbon/units-csv/check', summary: 'Kiểm tra CSV sê-ri / Check a CSV of serials' },
    ...{ signedIn: true, body: 'text/csv', answers: { 200: [csvCheckSchema, 'Checked; nothing is taken over'] } },
  },
  {
    ...{ method: 'get', path: '/carbon/retirements', summary: 'Trang các chứng nhận loại bỏ / Page of certificates' },
    query: ['after', 'lang'],
    answers: { 200: ['text/html', 'Page as stated by the server'] },
  },
  {
    ...{ method: 'get', path: '/carbon/retirements/:id', summary: 'Trang một chứng nhận / Page of one certificate' },
    query: ['lang'],
    answers: { 200: ['text/html', 'Page as stated by the server'], 404: ['text/html', 'No such certificate'] },
  },
];
