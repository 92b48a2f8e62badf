import { auditCheckSchema, auditLinesSchema } from '../security/audit-routes.ts';
import type { Operation } from './operations.ts';

/** The audit log of administration (docs/operations.md). */
export const auditOperations: readonly Operation[] = [
  {
    ...{ method: 'get', path: '/api/audit/acts', summary: 'Nhật ký quản trị / Acts of administration', signedIn: true },
    query: ['before'],
    answers: { 200: [auditLinesSchema, 'For auditors and administrators; people are blinded'] },
  },
  {
    ...{ method: 'get', path: '/api/audit/check', summary: 'Nhật ký có nguyên vẹn / Is the log whole', signedIn: true },
    answers: { 200: [auditCheckSchema, 'Its newest hash, and whether every line follows from the one before'] },
  },
];
