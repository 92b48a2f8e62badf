import { Router, type Request } from 'express';
import { z } from 'zod';
import { administers } from '../auth/administrator.ts';
import type { Deps } from '../deps.ts';
import { HttpProblem } from '../http/http-problem.ts';
import type { AuditLog } from '../vault/audit-log.ts';

const linesPage = 100;

const lineSchema = z.strictObject({
  ...{ seq: z.int(), at: z.iso.datetime(), phase: z.enum(['asked', 'done', 'refused', 'failed']), act: z.string() },
  ...{ target: z.string(), who: z.string(), unit: z.string(), role: z.string(), requestId: z.string() },
  ...{ status: z.int(), code: z.string(), hash: z.string() },
});
export const auditLinesSchema = z.strictObject({ items: z.array(lineSchema), next: z.string().optional() });
export const auditCheckSchema = z.strictObject({ seq: z.int(), hash: z.string(), whole: z.boolean() });

/** The audit log of administration, for administrators of the organisation that runs this gateway, and for its auditors. */
export function auditRoutes(
  deps: Pick<Deps, 'authenticate' | 'identityOf' | 'config'> & { auditLog: AuditLog },
): Router {
  const { auditLog } = deps;
  const router = Router();
  const requireAuditor = async (request: Request): Promise<void> => {
    const { subject, token } = await deps.authenticate(request);
    const person = await deps.identityOf(subject, token);
    const audits = person.mspId === deps.config.ownMspId && person.role === 'auditor';
    if (!audits && !administers(deps.config, person)) throw new HttpProblem('auth/auditors-only');
  };
  router.get('/api/audit/acts', async (request, response) => {
    await requireAuditor(request);
    const before = request.query['before'] === undefined ? undefined : Number(request.query['before']);
    if (before !== undefined && !Number.isSafeInteger(before)) throw new HttpProblem('http/invalid-query', 'before');
    const found = auditLog.lines(linesPage + 1, before);
    const items = found.slice(0, linesPage);
    const next = found.length > linesPage ? { next: String(items.at(-1)?.seq) } : {};
    response.set('Cache-Control', 'no-store').json({ items, ...next });
  });
  router.get('/api/audit/check', async (request, response) => {
    await requireAuditor(request);
    response.set('Cache-Control', 'no-store').json({ ...auditLog.head(), whole: auditLog.isWhole() });
  });
  return router;
}
