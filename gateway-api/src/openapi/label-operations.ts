import { labelIssueSchema } from '@daunguon/records';
import { z } from 'zod';
import { drawSerialsSchema } from '../labels/serial-schema.ts';
import * as reports from '../reports/report-schema.ts';
import { resolverPaths } from '../resolver/resolver-routes.ts';
import { countedSchema, issuedTokenSchema, scanSchema } from '../scans/scans-schema.ts';
import type { Operation } from './operations.ts';

const drawnSchema = z.strictObject({ ...labelIssueSchema.shape, batch: z.string() });
const link = z.record(z.string(), z.unknown());
const asked = ['record', 'gtin', 'lot', 'serial', 'commune', 'from', 'to'] as const;
const fakes = '/api/origin/fake-reports';

const get = (
  path: string,
  summary: string,
  content: Operation['answers'][number][0],
  more: Partial<Operation> = {},
): Operation => ({
  ...{ method: 'get', path, summary, answers: { 200: [content, 'Found'] } },
  ...more,
});

/** Serials and their labels, scans, reports of suspected fakes, and the GS1 resolver (docs/guide/labels.md). */
export const labelOperations: readonly Operation[] = [
  {
    ...{ method: 'post', path: '/api/origin/label-serials', summary: 'Rút số sê-ri / Draw serials', signedIn: true },
    ...{
      body: drawSerialsSchema,
      answers: { 201: [drawnSchema, 'Drawn and on disk; their root is what is issued next'] },
    },
  },
  get('/api/origin/label-issues/:id/labels.pdf', 'Nhãn có số sê-ri / Labels with serials', 'application/pdf', {
    ...{ signedIn: true, query: ['size', 'from', 'count'] },
  }),
  {
    ...{
      method: 'post',
      path: '/api/origin/scan-tokens',
      summary: 'Thẻ một ngày của máy / A device’s token of the day',
    },
    answers: { 201: [issuedTokenSchema, 'Issued; kept nowhere'] },
  },
  {
    ...{ method: 'post', path: '/api/origin/scans', summary: 'Góp lượt quét / Tell of a scan', body: scanSchema },
    answers: { 200: [countedSchema, 'What the gateway states of this label'] },
  },
  {
    ...{ method: 'post', path: fakes, summary: 'Báo nghi giả / Report a suspected fake', body: reports.reportSchema },
    answers: { 201: [z.strictObject({ id: z.string() }), 'Taken'] },
  },
  get(fakes, 'Các báo cáo / Reports (inspectors)', reports.reportsSchema, { signedIn: true, query: asked }),
  get(`${fakes}/clusters`, 'Cụm báo cáo / Clusters of reports (inspectors)', reports.clustersSchema, {
    ...{ signedIn: true, query: ['by', ...asked] },
  }),
  get(`${fakes}/evidence.json`, 'Hồ sơ bằng chứng / Evidence (inspectors)', reports.evidenceSchema, {
    ...{ signedIn: true, query: asked },
  }),
  get(`${fakes}/evidence.html`, 'Hồ sơ để in / Evidence to print (inspectors)', 'text/html', {
    signedIn: true,
    query: asked,
  }),
  get(`${fakes}/:id/note`, 'Lời kể và liên hệ / Note and contact (inspectors)', reports.openedReportSchema, {
    signedIn: true,
  }),
  get('/.well-known/gs1resolver', 'Bộ phân giải GS1 / GS1 resolver description', link),
  get('/products/:gtin', 'Trang sản phẩm theo lời máy chủ / Product page as stated by the server', 'text/html', {
    answers: { 200: ['text/html', 'Page as stated by the server'], 404: ['text/html', 'No lot of this GTIN'] },
  }),
  ...resolverPaths.map((path): Operation => ({
    ...{ method: 'get', path, summary: 'GS1 Digital Link', query: ['linkType'] },
    answers: { 200: ['application/linkset+json', 'Linkset'], 307: ['text/html', 'Where the link leads'] },
  })),
];
