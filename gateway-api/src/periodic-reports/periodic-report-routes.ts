import {
  DomainError,
  emptyNarrative,
  finaliseReportSchema,
  parsePeriod,
  reportTask,
  reportTasks,
  saveDraftSchema,
  type ReportPeriod,
  type ReportTask,
} from '@daunguon/records';
import express, { Router, type Request, type Response } from 'express';
import { attestedByDigest } from '../domains/credential/attested-files.ts';
import type { Deps } from '../deps.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { sent } from '../http/sent-body.ts';
import { decodeCursor } from '../index-store/page-cursor.ts';
import type { LegalDeps } from '../legal-signature/legal-signature-routes.ts';
import { signingServiceSchema } from '../legal-signature/legal-signature-routes.ts';
import { signForUnit } from '../legal-signature/sign-for-unit.ts';
import { mayRead, maySignFor, mayWrite, readerOf, requireReader, requireWriter } from './report-access.ts';
import type { ReportContent } from './report-content.ts';
import type { ReportDesk } from './report-desk.ts';
import { recordsBehind } from './records-behind.ts';
import { reportFormats, reportTypes, type Final, type ReportFormat, type ReportStore } from './report-store.ts';
import type { KeptContent } from '../log/kept-contents.ts';

export interface PeriodicReportParts {
  readonly desk: ReportDesk;
  readonly reports: ReportStore;
  /** A person’s blinded account. */
  readonly tagOf: (subject: string) => string;
  readonly now: () => number;
}
export type PeriodicReportDeps = Pick<Deps, 'config' | 'store' | 'authenticate' | 'identityOf'> & {
  readonly periodicReports: PeriodicReportParts;
  readonly legal: Pick<LegalDeps, 'cscUrl' | 'signsFor' | 'now'>;
};

const base = '/api/periodic-reports';
const body = express.raw({ type: () => true, limit: '256kb' });
const busy = (code: 'ledger/conflict' | 'log/not-published'): HttpProblem =>
  new HttpProblem(code, '', { 'Retry-After': '5' });

interface Asked {
  readonly task: ReportTask;
  readonly period: ReportPeriod;
}
const askedOf = ({ params }: Request): Asked => {
  const [task, period] = [reportTask(String(params['task'])), parsePeriod(String(params['period']))];
  if (task === undefined || period === undefined) throw new HttpProblem('http/not-found');
  return { task, period };
};
const cursorOf = ({ query }: Request): string | undefined => {
  const { after } = query;
  if (after === undefined) return undefined;
  try {
    decodeCursor(String(after));
    return String(after);
  } catch {
    throw new HttpProblem('http/invalid-query', 'after');
  }
};
const wantsBase = (given: number, newest: number): void => {
  if (given !== newest) throw new HttpProblem('periodic-report/newer-draft', String(newest));
};

/** Periodic reports: what is due, words and figures, final files, the records behind each figure. */
export function periodicReportRoutes(deps: PeriodicReportDeps): Router {
  const router = Router();
  const { store } = deps;
  const { desk, reports, tagOf, now } = deps.periodicReports;
  const contentOf = async (...args: Parameters<ReportDesk['content']>): Promise<ReportContent> => {
    const content = await desk.content(...args);
    if (content === undefined) throw busy('ledger/conflict');
    return content;
  };
  const fileOf = async (file: KeptContent, mediaType: string) => ({
    ...{ sha256: file.sha256, bytes: file.bytes, mediaType },
    standing: (await attestedByDigest(store, file.sha256))
      .filter(({ status }) => status === 'active')
      .map(({ id, unitName }) => ({ id, unitName })),
  });
  const finalView = async ({ version, content, files }: Final) => {
    const made = reportFormats.map(async (format) => [format, await fileOf(files[format], reportTypes[format])]);
    const signed = reports.signedOf(content.task, content.period.id).filter(({ of }) => of === version);
    return {
      ...{ version, at: content.final?.at ?? content.readAt, reason: content.final?.reason ?? null },
      files: Object.fromEntries(await Promise.all(made)) as Record<ReportFormat, Awaited<ReturnType<typeof fileOf>>>,
      signed: await Promise.all(
        signed.map(async (one) => ({ version: one.version, ...(await fileOf(one.file, reportTypes.pdf)) })),
      ),
    };
  };

  router.get(base, async (request, response) => {
    const reader = await readerOf(deps, request);
    const tasks = reportTasks.filter((task) => mayRead(reader, task, deps.config.ownMspId));
    const items = tasks.flatMap((task) =>
      desk.periods().map(async (period) => ({
        ...{ task: task.id, row: task.row ?? null, title: { vi: task.title[0], en: task.title[1] }, lead: task.lead },
        ...{ period, reminder: await desk.reminder(task, period), mayWrite: mayWrite(reader, task) },
        drafts: mayWrite(reader, task) ? reports.draftsOf(task.id, period.id).length : 0,
        finals: reports.finalsOf(task.id, period.id).length,
      })),
    );
    response.set('Cache-Control', 'no-store').json({ today: desk.today(), items: await Promise.all(items) });
  });

  router.get(`${base}/:task/:period`, async (request, response) => {
    const { task, period } = askedOf(request);
    const reader = await requireReader(deps, request, task);
    const writes = mayWrite(reader, task);
    const finals = reports.finalsOf(task.id, period.id);
    // Words that nobody has handed in yet are their writers' alone.
    const narrative = writes ? desk.draftOf(task, period) : finals[0]?.content.narrative;
    const content = await contentOf(task, period, narrative ?? emptyNarrative);
    const drafts = writes ? reports.draftsOf(task.id, period.id) : [];
    const own = tagOf(reader.subject);
    response.set('Cache-Control', 'no-store').json({
      ...{ content, mayWrite: writes, reminder: await desk.reminder(task, period), today: desk.today() },
      drafts: drafts.map(({ version, savedAt, writer }) => ({ version, savedAt, mine: writer === own })),
      finals: await Promise.all(finals.map(finalView)),
      maySign: deps.legal.cscUrl !== undefined && maySignFor(reader, task),
    });
  });

  router.get(`${base}/:task/:period/drafts/:version`, async (request, response) => {
    const { task, period } = askedOf(request);
    await requireWriter(deps, request, task);
    const draft = reports.draftsOf(task.id, period.id).find((one) => String(one.version) === request.params['version']);
    if (draft === undefined) throw new HttpProblem('http/not-found');
    const { version, narrative, savedAt } = draft;
    response.set('Cache-Control', 'no-store').json({ version, narrative, savedAt });
  });

  router.post(`${base}/:task/:period/drafts`, body, async (request, response) => {
    const { task, period } = askedOf(request);
    const { subject } = await requireWriter(deps, request, task);
    const { base: from, narrative } = sent(saveDraftSchema, request);
    wantsBase(from, reports.draftsOf(task.id, period.id)[0]?.version ?? 0);
    const draft = { narrative, savedAt: new Date(now()).toISOString(), writer: tagOf(subject) };
    const saved = reports.saveDraft(task.id, period.id, draft);
    if (saved === undefined) throw new HttpProblem('periodic-report/newer-draft', String(from + 1));
    response.status(201).json({ version: saved.version, savedAt: saved.savedAt });
  });

  router.post(`${base}/:task/:period/finals`, body, async (request, response) => {
    const { task, period } = askedOf(request);
    await requireWriter(deps, request, task);
    const { base: from, reason } = sent(finaliseReportSchema, request);
    wantsBase(from, reports.draftsOf(task.id, period.id)[0]?.version ?? 0);
    if (desk.today() <= period.until) throw new HttpProblem('periodic-report/still-running', period.until);
    const version = (reports.finalsOf(task.id, period.id)[0]?.version ?? 0) + 1;
    if (version > 1 && reason === undefined)
      throw new DomainError('registry/invalid-command', '', [{ pointer: '/reason', detail: 'missing' }]);
    const final = { version, at: new Date(now()).toISOString(), reason: reason ?? null };
    const content = await contentOf(task, period, desk.draftOf(task, period), final);
    if (content.checkpoint === null) throw busy('log/not-published');
    const [pdf, docx, json] = await Promise.all(reportFormats.map((format) => desk.files[format](content)));
    const made = reports.finalsOf(task.id, period.id)[0]?.version ?? 0;
    const kept = made + 1 === version ? reports.finalise(content, { pdf: pdf!, docx: docx!, json: json! }) : undefined;
    if (kept === undefined) throw new HttpProblem('periodic-report/newer-draft', String(version));
    response.status(201).json(await finalView(kept));
  });

  router.post(`${base}/:task/:period/finals/:version/signature`, body, async (request, response) => {
    const { task, period } = askedOf(request);
    const reader = await requireReader(deps, request, task);
    const final = finalOf(task, period, request.params['version']);
    const service = sent(signingServiceSchema, request);
    if (!maySignFor(reader, task)) throw new HttpProblem('auth/not-your-unit');
    const pdf = await signForUnit(deps.legal, reader.identity.unit, service, reports.content(final.files.pdf));
    const signedAt = new Date(now()).toISOString();
    const signed = reports.addSigned(task.id, period.id, final.version, pdf, signedAt);
    if (signed === undefined) throw busy('ledger/conflict');
    response.status(201).json({ version: signed.version, ...(await fileOf(signed.file, reportTypes.pdf)) });
  });

  router.get(`${base}/:task/:period/files/:file`, async (request, response) => {
    const { task, period } = askedOf(request);
    const reader = await requireReader(deps, request, task);
    const [, which = '', format = ''] =
      /^(draft|\d{1,6}|signed-\d{1,6})\.(pdf|docx|json)$/.exec(String(request.params['file'])) ?? [];
    if (format === '') throw new HttpProblem('http/not-found');
    if (which === 'draft' && !mayWrite(reader, task)) throw new HttpProblem('periodic-report/not-yours', task.lead);
    send(response, `${task.id}-${period.id}-${which}.${format}`, format as ReportFormat, await bytesOf());

    async function bytesOf(): Promise<Buffer> {
      if (which === 'draft')
        return desk.files[format as ReportFormat](await contentOf(task, period, desk.draftOf(task, period)));
      const signed = reports.signedOf(task.id, period.id).find((one) => `signed-${one.version}` === which);
      if (signed !== undefined && format === 'pdf') return reports.content(signed.file);
      return reports.content(finalOf(task, period, which).files[format as ReportFormat]);
    }
  });

  router.get(`${base}/:task/:period/figures/:figure`, async (request, response) => {
    const { task, period } = askedOf(request);
    await requireReader(deps, request, task);
    const figure = task.figures.find(({ id }) => id === request.params['figure']);
    if (figure === undefined) throw new HttpProblem('http/not-found');
    const { id, title, unit, method, type, when, decimals = 0, isProtected = false } = figure;
    const behind = isProtected ? { items: [] } : await recordsBehind(store, figure, period, cursorOf(request));
    const said = ([vi, en]: readonly [string, string]) => ({ vi, en });
    response.set('Cache-Control', 'no-store').json({
      ...{ id, title: said(title), unit: said(unit), method: said(method), type, when, decimals, isProtected },
      ...{ period, task: { id: task.id, title: said(task.title) }, countsOnce: figure.keyOf !== undefined, ...behind },
    });
  });

  function finalOf(task: ReportTask, period: ReportPeriod, version: unknown): Final {
    const found = reports.finalsOf(task.id, period.id).find((one) => String(one.version) === version);
    if (found === undefined) throw new HttpProblem('http/not-found');
    return found;
  }
  return router;
}

function send(response: Response, name: string, format: ReportFormat, bytes: Buffer): void {
  response.set({ 'Cache-Control': 'no-store', 'Content-Disposition': `attachment; filename="${name}"` });
  response.type(reportTypes[format]).send(bytes);
}
