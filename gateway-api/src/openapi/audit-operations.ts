import { auditCheckSchema, auditLinesSchema } from '../security/audit-routes.ts';
import type { Operation } from './operations.ts';

const filters = ['phase', 'text', 'from', 'to'] as const;

/** The audit log of administration (docs/operations.md). */
export const auditOperations: readonly Operation[] = [
  {
    ...{ method: 'get', path: '/api/audit/acts', summary: 'Nhật ký quản trị / Acts of administration', signedIn: true },
    query: [...filters, 'after', 'limit'],
    answers: { 200: [auditLinesSchema, 'For auditors and administrators; people are blinded'] },
  },
  {
    ...{
      method: 'get',
      path: '/api/audit/acts.csv',
      summary: 'Nhật ký quản trị, CSV / The same as CSV',
      signedIn: true,
    },
    query: filters,
    answers: { 200: ['text/csv', 'The newest 50,000 lines of the filter'] },
  },
  {
    ...{ method: 'get', path: '/api/audit/check', summary: 'Nhật ký có nguyên vẹn / Is the log whole', signedIn: true },
    answers: { 200: [auditCheckSchema, 'Its newest hash, and whether every line follows from the one before'] },
  },
];
