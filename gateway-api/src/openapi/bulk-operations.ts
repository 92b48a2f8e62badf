import { z } from 'zod';
import * as answers from './answer-schemas.ts';
import type { Operation } from './operations.ts';

const path = '/api/credential/imports';
export const listedImports = z.strictObject({ items: z.array(answers.importSchema.extend({ at: z.int() })) });

/** Credentials from a file, a row each (docs/guide/credential.md). */
export const bulkOperations: readonly Operation[] = [
  {
    ...{ method: 'post', path, summary: 'Xem trước tệp văn bằng / Preview a file of credentials', signedIn: true },
    ...{ body: 'multipart/form-data', answers: { 200: [answers.importSchema, 'Previewed; nothing is issued'] } },
  },
  {
    ...{ method: 'get', path, summary: 'Các lần cấp từ tệp / Files of the unit', signedIn: true },
    answers: { 200: [listedImports, 'Newest first, without their errors'] },
  },
  {
    ...{ method: 'get', path: `${path}/:id`, summary: 'Tình trạng lần cấp / State of a file', signedIn: true },
    answers: { 200: [answers.importSchema, 'Found'] },
  },
  {
    ...{ method: 'post', path: `${path}/:id/commit`, summary: 'Cấp các dòng / Issue the rows', signedIn: true },
    ...{ body: answers.commitImportSchema, answers: { 202: [answers.importSchema, 'Started'] } },
  },
  {
    ...{ method: 'get', path: `${path}/:id/events`, summary: 'Tiến độ / Progress', signedIn: true },
    answers: { 200: ['text/event-stream', 'Server-sent events until the file is done'] },
  },
  {
    ...{
      method: 'get',
      path: `${path}/:id/report.csv`,
      summary: 'Mọi lỗi của tệp / All that is wrong',
      signedIn: true,
    },
    answers: { 200: ['text/csv', 'A line a problem'] },
  },
  {
    ...{ method: 'get', path: `${path}/:id/results.csv`, summary: 'Đường dẫn từng người / Links', signedIn: true },
    answers: { 200: ['text/csv', 'A line a person: link, receipt, transaction'] },
  },
  {
    ...{ method: 'post', path: `${path}/:id/forget`, summary: 'Xóa các đường dẫn / Forget the links', signedIn: true },
    answers: { 200: [z.strictObject({ forgotten: z.literal(true) }), 'The server keeps no link any more'] },
  },
  {
    ...{ method: 'get', path: '/api/credential/import-template/:kind', summary: 'Tệp mẫu / Template' },
    answers: { 200: ['text/csv', 'The columns of a kind'] },
  },
];
