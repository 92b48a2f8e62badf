import { z } from 'zod';
import { lookupNames } from '../lookups/lookup-kinds.ts';
import { foundSchema, lookupLinesSchema, lookupsSchema } from '../lookups/lookup-routes.ts';
import type { Operation } from './operations.ts';

const path = '/api/lookups';

/** Questions to other registers (docs/guide/lookups.md). */
export const lookupOperations: readonly Operation[] = [
  {
    ...{ method: 'get', path, summary: 'Sổ nào đã kết nối / Which registers are connected', signedIn: true },
    answers: { 200: [lookupsSchema, 'Found'] },
  },
  {
    ...{
      method: 'get',
      path: `${path}/log`,
      summary: 'Nhật ký tra cứu / Who asked',
      signedIn: true,
      query: ['before'],
    },
    answers: { 200: [lookupLinesSchema, 'For administrators; persons and keys are blinded'] },
  },
  {
    ...{ method: 'post', path: `${path}/:kind`, signedIn: true, body: z.strictObject({ key: z.string() }) },
    summary: `Tra cứu / Look up: ${lookupNames.join(', ')}`,
    answers: { 200: [foundSchema, 'Found'] },
  },
];
