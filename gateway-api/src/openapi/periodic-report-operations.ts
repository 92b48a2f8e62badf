import { finaliseReportSchema, narrativeSchema, periodKinds, reminders, saveDraftSchema } from '@daunguon/records';
import { z } from 'zod';
import { signingServiceSchema } from '../legal-signature/legal-signature-routes.ts';
import type { Operation } from './operations.ts';

const said = z.strictObject({ vi: z.string(), en: z.string() });
const at = z.iso.datetime();
const day = z.iso.date();
const count = z.int().min(0);
const periodSchema = z.strictObject({
  ...{ id: z.string(), kind: z.enum(periodKinds), year: z.int(), number: z.int() },
  ...{ from: day, until: day, due: day },
});
const when = z.enum(['during', 'at-end']);
const figureSchema = z.strictObject({
  ...{ id: z.string(), title: said, unit: said, value: z.string().nullable(), isHeldBack: z.boolean() },
  query: z.strictObject({ type: z.string(), when, from: at, until: at, method: said }),
  address: z.url(),
});
const contentSchema = z.strictObject({
  schema: z.literal('daunguon/periodic-report/v1'),
  ...{ task: z.string(), row: z.string().nullable(), title: said },
  ...{ lead: z.strictObject({ mspId: z.string(), name: z.string() }), period: periodSchema },
  ...{ height: count, blockHash: z.string(), asOf: at, readAt: at },
  checkpoint: z.strictObject({ size: count, root: z.string() }).nullable(),
  ...{ figures: z.array(figureSchema), narrative: narrativeSchema },
  final: z.strictObject({ version: z.int().min(1), at, reason: z.string().nullable() }).nullable(),
});
const file = {
  ...{ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: count, mediaType: z.string() },
  /** Attestations that stand for the file, by the gateway's index. */
  standing: z.array(z.strictObject({ id: z.string(), unitName: z.string() })),
};
const fileSchema = z.strictObject(file);
const signedSchema = z.strictObject({ version: z.int().min(1), ...file });
const finalSchema = z.strictObject({
  ...{ version: z.int().min(1), at, reason: z.string().nullable() },
  files: z.strictObject({ pdf: fileSchema, docx: fileSchema, json: fileSchema }),
  signed: z.array(signedSchema),
});
const reminder = z.enum(reminders);
const listSchema = z.strictObject({
  today: day,
  items: z.array(
    z.strictObject({
      ...{ task: z.string(), row: z.string().nullable(), title: said, lead: z.string(), period: periodSchema },
      ...{ reminder, mayWrite: z.boolean(), drafts: count, finals: count },
    }),
  ),
});
const reportSchema = z.strictObject({
  ...{ content: contentSchema, mayWrite: z.boolean(), maySign: z.boolean(), reminder, today: day },
  drafts: z.array(z.strictObject({ version: z.int().min(1), savedAt: at, mine: z.boolean() })),
  finals: z.array(finalSchema),
});
const behindSchema = z.strictObject({
  ...{ id: z.string(), title: said, unit: said, method: said, type: z.string(), when, decimals: count },
  ...{ isProtected: z.boolean(), countsOnce: z.boolean(), period: periodSchema },
  task: z.strictObject({ id: z.string(), title: said }),
  items: z.array(
    z.strictObject({
      ...{ id: z.string(), type: z.string(), title: z.string(), version: z.int(), recordedAt: at, adds: z.string() },
    }),
  ),
  next: z.string().optional(),
});
const draftSchema = z.strictObject({ version: z.int().min(1), savedAt: at });

const base = '/api/periodic-reports';
const one = `${base}/:task/:period`;

const operations: readonly Operation[] = [
  {
    ...{ method: 'get', path: base, summary: 'Các báo cáo và hạn nộp / Reports and when they are due' },
    answers: { 200: [listSchema, 'Found'] },
  },
  {
    ...{ method: 'get', path: one, summary: 'Một báo cáo: số liệu và phần lời / A report: figures and words' },
    answers: { 200: [reportSchema, 'Found'] },
  },
  {
    ...{ method: 'get', path: `${one}/drafts/:version`, summary: 'Một bản nháp đã lưu / A saved draft' },
    answers: { 200: [draftSchema.extend({ narrative: narrativeSchema }), 'Found'] },
  },
  {
    ...{ method: 'post', path: `${one}/drafts`, summary: 'Lưu phần lời / Save the words', body: saveDraftSchema },
    answers: { 201: [draftSchema, 'Saved as a new version'] },
  },
  {
    ...{ method: 'post', path: `${one}/finals`, summary: 'Chốt báo cáo / Finish the report' },
    ...{ body: finaliseReportSchema, answers: { 201: [finalSchema, 'Finished; its files never change'] } },
  },
  {
    ...{ method: 'post', path: `${one}/finals/:version/signature`, summary: 'Ký số bản PDF / Sign the PDF' },
    ...{ body: signingServiceSchema, answers: { 201: [signedSchema, 'Signed'] } },
  },
  {
    ...{ method: 'get', path: `${one}/files/:file`, summary: 'Tệp / File: draft.pdf, 1.docx, 1.json, signed-1.pdf' },
    answers: { 200: ['application/pdf', 'The file'] },
  },
  {
    ...{ method: 'get', path: `${one}/figures/:figure`, summary: 'Hồ sơ đứng sau một số liệu / Records of a figure' },
    ...{ query: ['after'], answers: { 200: [behindSchema, 'Found'] } },
  },
];

/** Periodic reports (docs/guide/periodic-reports.md). */
export const periodicReportOperations: readonly Operation[] = operations.map((operation) => ({
  ...operation,
  signedIn: true,
}));
