import { Router, type Request } from 'express';
import { z } from 'zod';
import { administers } from '../auth/administrator.ts';
import type { Deps } from '../deps.ts';
import { csvText } from '@daunguon/formats/csv';
import { HttpProblem } from '../http/http-problem.ts';
import type { AuditFilter, AuditLine, AuditLog } from '../vault/audit-log.ts';

const usualPage = 50;
const mostOfPage = 200;
/** A file for a spreadsheet; who wants more narrows the days. */
const mostOfFile = 50_000;

const phases = ['asked', 'done', 'refused', 'failed'] as const;
const lineSchema = z.strictObject({
  ...{ seq: z.int(), at: z.iso.datetime(), phase: z.enum(phases), act: z.string() },
  /** The act in words, Vietnamese and English, or the name of its transaction; '' where none is known. */
  title: z.string(),
  ...{ target: z.string(), who: z.string(), unit: z.string(), role: z.string(), requestId: z.string() },
  ...{ status: z.int(), code: z.string(), hash: z.string() },
});
export const auditLinesSchema = z.strictObject({ items: z.array(lineSchema), next: z.string().optional() });
export const auditCheckSchema = z.strictObject({ seq: z.int(), hash: z.string(), whole: z.boolean() });

const day = z.iso.date().optional();
const querySchema = z.object({
  phase: z.enum(phases).optional(),
  text: z.string().max(100).optional(),
  ...{ from: day, to: day },
  after: z.string().regex(/^\d{1,15}$/).optional(), // prettier-ignore
  limit: z.string().regex(/^\d{1,3}$/).optional(), // prettier-ignore
});

/** The days are Vietnam's, both inclusive. */
const dayStart = (date: string, daysLater = 0): string =>
  new Date(Date.parse(`${date}T00:00:00+07:00`) + daysLater * 86_400_000).toISOString();

/** @throws HttpProblem that names the parameter */
function asked(request: Request): { filter: AuditFilter; before: number | undefined; limit: number } {
  const { success, data, error } = querySchema.safeParse(request.query);
  if (!success) throw new HttpProblem('http/invalid-query', String(error.issues[0]?.path[0] ?? ''));
  const { phase, text, from, to, after, limit } = data;
  return {
    filter: {
      ...(phase === undefined ? {} : { phase }),
      ...(text ? { text } : {}),
      ...(from === undefined ? {} : { from: dayStart(from) }),
      ...(to === undefined ? {} : { to: dayStart(to, 1) }),
    },
    before: after === undefined ? undefined : Number(after),
    limit: Math.min(mostOfPage, Math.max(1, Number(limit ?? usualPage))),
  };
}

const columns = ['seq', 'at', 'phase', 'act', 'target', 'who', 'unit', 'role', 'requestId', 'status', 'code', 'hash'] as const; // prettier-ignore

export interface AuditDeps extends Pick<Deps, 'authenticate' | 'identityOf' | 'config'> {
  readonly auditLog: AuditLog;
  /** An act in words. */
  readonly titleOf: (act: string) => string;
}

/** The audit log of administration, for administrators of the organisation that runs this gateway, and for its auditors. */
export function auditRoutes(deps: AuditDeps): Router {
  const { auditLog, titleOf } = deps;
  const router = Router();
  const requireAuditor = async (request: Request): Promise<void> => {
    const { subject, token } = await deps.authenticate(request);
    const person = await deps.identityOf(subject, token);
    const audits = person.mspId === deps.config.ownMspId && person.role === 'auditor';
    if (!audits && !administers(deps.config, person)) throw new HttpProblem('auth/auditors-only');
  };
  const told = (line: AuditLine) => ({ ...line, title: titleOf(line.act) });
  router.get('/api/audit/acts', async (request, response) => {
    await requireAuditor(request);
    const { filter, before, limit } = asked(request);
    const found = auditLog.lines(limit + 1, before, filter);
    const items = found.slice(0, limit).map(told);
    const next = found.length > limit ? { next: String(items.at(-1)?.seq) } : {};
    response.set('Cache-Control', 'no-store').json({ items, ...next });
  });
  router.get('/api/audit/acts.csv', async (request, response) => {
    await requireAuditor(request);
    const lines = auditLog.lines(mostOfFile, undefined, asked(request).filter).map(told);
    const rows = lines.map((line) => [...columns.map((name) => String(line[name])), line.title]);
    response
      .set('Cache-Control', 'no-store')
      .attachment('nhat-ky-quan-tri.csv')
      .type('text/csv')
      .send(csvText([...columns, 'title'], rows));
  });
  router.get('/api/audit/check', async (request, response) => {
    await requireAuditor(request);
    response.set('Cache-Control', 'no-store').json({ ...auditLog.head(), whole: auditLog.isWhole() });
  });
  return router;
}
