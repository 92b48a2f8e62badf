import { parseCommand } from '@daunguon/records';
import { raw, Router, type Request } from 'express';
import type { Deps } from '../deps.ts';
import { isInspector } from '../domains/origin/inspecting.ts';
import { HttpProblem } from '../http/http-problem.ts';
import { pagePolicy, styleHashes } from '../http/page-policy.ts';
import { parseJson } from '../http/parse-json.ts';
import { dayOf } from '../scans/day.ts';
import { useToken, type ScanDeps } from '../scans/scan-routes.ts';
import type { SealedNotes } from '../vault/sealed-notes.ts';
import { evidencePage } from './evidence-page.ts';
import { reportEvidence, type EvidenceSources } from './report-evidence.ts';
import { clusterQuerySchema, reportQuerySchema, reportSchema, type ReportQuery } from './report-schema.ts';
import type { ReportStore } from './report-store.ts';

export interface ReportDeps extends Pick<Deps, 'authenticate' | 'identityOf'>, Pick<ScanDeps, 'tokens' | 'now'> {
  readonly reports: ReportStore;
  readonly notes: SealedNotes;
  readonly evidence: EvidenceSources;
  /** Canonical path of lot or item; undefined without GTIN and lot. */
  labelOf(query: Pick<ReportQuery, 'gtin' | 'lot' | 'serial'>): string | undefined;
  /** Size of the log's newest head. */
  head(): number;
}

const mostReports = 1000;

const requireInspector = async ({ authenticate, identityOf }: ReportDeps, request: Request): Promise<void> => {
  const { subject, token } = await authenticate(request);
  if (!isInspector(await identityOf(subject, token))) throw new HttpProblem('report/inspectors-only');
};

const plain = (query: object): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));

/** Reports of suspected fakes: anybody's to make, the inspectors' to read. */
export function reportRoutes(deps: ReportDeps): Router {
  const router = Router();
  const base = '/api/origin/fake-reports';
  router.post(base, raw({ type: () => true, limit: '8kb' }), (request, response) => {
    response.set('Access-Control-Allow-Origin', '*').set('Cache-Control', 'no-store');
    const sent = parseCommand(reportSchema, parseJson(request.body as Uint8Array));
    const { id, token, record, reason, commune, photo, note, contact } = sent;
    const label = record ?? deps.labelOf(sent) ?? '';
    useToken(deps, token, `report ${label}`);
    const sealed = note !== undefined || contact !== undefined;
    // The note first: a report that says that it has one has it.
    if (sealed)
      deps.notes.put(id, { ...(note === undefined ? {} : { note }), ...(contact === undefined ? {} : { contact }) });
    const coarse = { ...(commune === undefined ? {} : { commune }), ...(photo === undefined ? {} : { photo }) };
    deps.reports.add({ id, label, reason, day: dayOf(deps.now()), ...coarse, sealed, head: deps.head() });
    response.status(201).json({ id });
  });
  router.get(base, async (request, response) => {
    await requireInspector(deps, request);
    response.json({ items: deps.reports.find(parseCommand(reportQuerySchema, request.query), mostReports) });
  });
  router.get(`${base}/clusters`, async (request, response) => {
    await requireInspector(deps, request);
    const { by, ...query } = parseCommand(clusterQuerySchema, request.query);
    response.json({ items: deps.reports.clusters(by, query, mostReports) });
  });
  const evidence = async (request: Request) => {
    await requireInspector(deps, request);
    const query = parseCommand(reportQuerySchema, request.query);
    const found = deps.reports.find(query, mostReports);
    return reportEvidence(found, plain(query), deps.evidence, new Date(deps.now()).toISOString());
  };
  router.get(`${base}/evidence.json`, async (request, response) => {
    const file = await evidence(request);
    response.set('Content-Disposition', 'attachment; filename="evidence.json"').json(file);
  });
  router.get(`${base}/evidence.html`, async (request, response) => {
    const page = evidencePage(await evidence(request));
    response.set('Content-Security-Policy', pagePolicy({ 'style-src': styleHashes(page) }));
    response.type('html').send(page);
  });
  router.get(`${base}/:id/note`, async (request, response) => {
    await requireInspector(deps, request);
    const note = deps.notes.get(request.params.id);
    if (note === undefined) throw new HttpProblem('http/record-not-found', request.params.id);
    response.set('Cache-Control', 'no-store').json(note);
  });
  return router;
}
