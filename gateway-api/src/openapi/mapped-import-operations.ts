import { z } from 'zod';
import { importTargets, toldTargets } from '../import/mapped/import-targets.ts';
import { mappingShape } from '../import/mapped/mapping-file.ts';
import { mappedPath } from '../import/mapped/mapped-routes.ts';
import * as answers from './answer-schemas.ts';
import { listedImports } from './bulk-operations.ts';
import type { Operation } from './operations.ts';

const ofTarget = (target: (typeof importTargets)[number]): Operation[] => {
  const path = mappedPath(target);
  const about = `${target}`;
  return [
    {
      ...{ method: 'post', path, summary: `Xem trước tệp / Preview a file: ${about}`, signedIn: true },
      ...{ body: 'multipart/form-data', answers: { 200: [answers.importSchema, 'Previewed; nothing is recorded'] } },
    },
    {
      ...{ method: 'get', path, summary: `Các lần nhập / Imports: ${about}`, signedIn: true },
      answers: { 200: [listedImports, 'Newest first, without their errors'] },
    },
    {
      ...{ method: 'get', path: `${path}/:id`, summary: `Một lần nhập / One import: ${about}`, signedIn: true },
      answers: { 200: [answers.importSchema, 'Found'] },
    },
    {
      ...{ method: 'post', path: `${path}/:id/commit`, summary: `Ghi các dòng / Record: ${about}`, signedIn: true },
      ...{ body: answers.commitImportSchema, answers: { 202: [answers.importSchema, 'Started'] } },
    },
    {
      ...{ method: 'get', path: `${path}/:id/events`, summary: `Tiến độ / Progress: ${about}`, signedIn: true },
      answers: { 200: ['text/event-stream', 'Server-sent events until the import is done'] },
    },
    {
      ...{ method: 'get', path: `${path}/:id/report.csv`, summary: `Báo cáo lỗi, trùng / Report: ${about}` },
      ...{ signedIn: true, answers: { 200: ['text/csv', 'A line a problem or duplicate'] } },
    },
    ...(toldTargets.includes(target)
      ? ([
          {
            ...{ method: 'get', path: `${path}/:id/results.csv`, summary: `Kết quả từng dòng / Results: ${about}` },
            ...{ signedIn: true, answers: { 200: ['text/csv', 'A line a row'] } },
          },
          {
            ...{
              method: 'post',
              path: `${path}/:id/forget`,
              summary: `Xóa kết quả / Forget: ${about}`,
              signedIn: true,
            },
            answers: { 200: [z.strictObject({ forgotten: z.literal(true) }), 'Results are kept no more'] },
          },
        ] satisfies Operation[])
      : []),
  ];
};

/** Imports from shared databases (docs/guide/imports.md). */
export const mappedImportOperations: readonly Operation[] = [
  {
    ...{ method: 'get', path: '/api/exchange/import-mappings', summary: 'Tệp ánh xạ có sẵn / Mapping files kept here' },
    answers: {
      200: [z.strictObject({ items: z.array(z.strictObject({ kept: z.string(), mapping: mappingShape })) }), 'Found'],
    },
  },
  {
    ...{
      method: 'get',
      path: '/api/exchange/import-mappings/schema',
      summary: 'JSON Schema của tệp ánh xạ / Its schema',
    },
    answers: { 200: ['application/schema+json', 'JSON Schema 2020-12'] },
  },
  ...importTargets.flatMap(ofTarget),
];
