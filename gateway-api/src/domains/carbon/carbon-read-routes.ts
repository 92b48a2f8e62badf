import { cadProjectOf, cadUnitOf, readCadTrust } from '@daunguon/formats/carbon';
import {
  blockStates,
  serialSchema,
  serialText,
  type BlockBody,
  type MonitoringBody,
  type PlotBody,
  type ProjectBody,
  type RecordState,
  type RetirementBody,
} from '@daunguon/records';
import { Router } from 'express';
import { limitedBody } from '../../http/limited-body.ts';
import type { Deps } from '../../deps.ts';
import { sendCsvPages } from '../../http/csv-pages.ts';
import { HttpProblem } from '../../http/http-problem.ts';
import { parseJson } from '../../http/parse-json.ts';
import { allOf } from '../../index-store/all-of.ts';
import type { IndexStore, StoredDoc } from '../../index-store/index-store.ts';
import { nameOf, stateIn, stateOf } from '../record-reads.ts';
import { explained } from './csv-lines.ts';
import { suspectedClaims } from './double-claims.ts';
import { readNationalCsv, type KnownBlock } from './national-csv.ts';
import { languageOf, publicHeaders, speaker } from '../../public-pages/public-frame.ts';
import { cursorOf } from '../read-routes.ts';
import { noRetirementPage, retirementPage, retirementsPage } from './retirement-pages.ts';
import { retirementPdf } from './retirement-pdf.ts';
import { internalRegistry } from './retirement-words.ts';
import { serialHistory } from './serial-history.ts';
import { blockRow, blocksBehind, blocksFile, unitTotals } from './unit-totals.ts';
import { checkUnitsCsv } from './units-csv.ts';

const notFound = (): HttpProblem => new HttpProblem('http/record-not-found');
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

async function statesOf<Body>(store: IndexStore, type: string): Promise<RecordState<Body>[]> {
  const states = [];
  for await (const doc of allOf(store, 'records', { equals: { type } })) states.push(stateIn(doc) as RecordState<Body>);
  return states;
}
/** A line of the index as a file of codes names its block. */
const knownBlockOf = (doc: StoredDoc): KnownBlock => {
  const { series, vintage, start, end, state, national } = doc as unknown as BlockBody & { series: string };
  const projectCode = series.slice(0, series.lastIndexOf('/'));
  const serial = serialText({ projectCode, vintage, start, end });
  return { id: doc._id, serial, state, ...(national === undefined ? {} : { national }) };
};

/** What carbon answers beside its records: numbers and what is behind them, a serial's life, certificates, suspected claims, other formats. */
export function carbonReadRoutes({ store, authenticate, config }: Deps): Router {
  const router = Router();
  const raw = limitedBody(['*/*'], 20 * 1024 * 1024);
  const bytesOf = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));
  const open = { 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-cache' } as const;

  router.get('/api/carbon/totals', async (request, response) => {
    const totals = await unitTotals(store, textOf(request.query['project']));
    response.set(open).json({ statedBy: 'gateway', notice: internalRegistry, ...totals });
  });
  router.get('/api/carbon/totals/:state', async (request, response) => {
    const { state } = request.params;
    if (!blockStates.some((known) => known === state)) throw notFound();
    const { project, after } = request.query;
    const page = await blocksBehind(store, state, textOf(project), textOf(after));
    response.set(open).json({ statedBy: 'gateway', notice: internalRegistry, ...page });
  });
  router.get('/api/carbon/totals/:state/blocks.csv', async (request, response) => {
    const { state } = request.params;
    if (!blockStates.some((known) => known === state)) throw notFound();
    const project = textOf(request.query['project']);
    response.set(open);
    await sendCsvPages(response, blocksFile(state), (after) => blocksBehind(store, state, project, after), blockRow);
  });
  router.get('/api/carbon/serials/:code/:vintage/:serial', async (request, response) => {
    const { code, vintage, serial } = request.params;
    const found = serialSchema.safeParse(serial).success
      ? await serialHistory(store, `${code}/${vintage}`, serial)
      : undefined;
    if (found === undefined) throw notFound();
    response.set(open).json({ statedBy: 'gateway', notice: internalRegistry, ...found });
  });
  router.get('/api/carbon/retirements/:id/certificate.pdf', async (request, response) => {
    const { id } = request.params;
    const state = (await stateOf(store, id)) as RecordState<RetirementBody> | undefined;
    if (state?.type !== 'carbon/retirement') throw notFound();
    const { body } = state;
    const block = (await stateOf(store, body.block))?.body as BlockBody | undefined;
    const domesticCode = block?.national?.domesticCode;
    const pdf = await retirementPdf({
      ...{ id, body, verifierUrl: config.verifierUrl },
      projectName: await nameOf(store, body.project),
      holderName: await nameOf(store, body.holder),
      ...(domesticCode === undefined ? {} : { domesticCode }),
    });
    response.type('pdf').set(open).set('Content-Disposition', `inline; filename="${body.number}.pdf"`).send(pdf);
  });
  router.use('/carbon/retirements', publicHeaders);
  router.get('/carbon/retirements', async (request, response) => {
    const after = textOf(request.query['after']);
    const speak = speaker(languageOf(request.query['lang']));
    response.send(await retirementsPage(store, speak, after && cursorOf(after)));
  });
  router.get('/carbon/retirements/:id', async (request, response) => {
    const { id } = request.params;
    const speak = speaker(languageOf(request.query['lang']));
    const shown = await retirementPage(store, id, speak, config.verifierUrl);
    response.status(shown === undefined ? 404 : 200).send(shown ?? noRetirementPage(speak));
  });
  router.get('/api/carbon/double-claims', async (request, response) => {
    await authenticate(request);
    const plots = await statesOf<PlotBody>(store, 'carbon/plot');
    response.json({ statedBy: 'gateway', items: suspectedClaims(plots) });
  });
  router.get('/api/carbon/cad-trust', async (_request, response) => {
    const projects = await statesOf<ProjectBody>(store, 'carbon/project');
    const periods = await statesOf<MonitoringBody>(store, 'carbon/monitoring');
    const kinds = new Map(projects.map(({ id, body }) => [id, body]));
    const blocks = (await statesOf<BlockBody>(store, 'carbon/block')).filter(({ body }) => body.state !== 'superseded');
    const names = new Map<string, string>();
    const verifiers = periods.map(({ body }) => body.verification?.unit ?? '');
    for (const unit of new Set([...blocks.map(({ owner }) => owner), ...verifiers]))
      names.set(unit, await nameOf(store, unit));
    const units = blocks.flatMap((block) => {
      const project = kinds.get(block.body.project);
      return project === undefined ? [] : [cadUnitOf(block, project, names.get(block.owner) ?? '')];
    });
    const ofProject = Map.groupBy(periods, ({ body }) => body.project);
    const written = projects.map((one) => cadProjectOf(one, ofProject.get(one.id), (unit) => names.get(unit) ?? unit));
    response.set(open).json({ notice: internalRegistry, projects: written, units });
  });
  router.post('/api/carbon/cad-trust/check', raw, async (request, response) => {
    await authenticate(request);
    const { findings, ...read } = readCadTrust(parseJson(bytesOf(request.body)));
    const told = findings.slice(0, 100).map(({ pointer, code, detail }) => ({ pointer, ...explained(code, detail) }));
    response.json({ notice: internalRegistry, ...read, findingCount: findings.length, findings: told });
  });
  router.post('/api/carbon/national-codes/check', raw, async (request, response) => {
    await authenticate(request);
    const blocks: KnownBlock[] = [];
    for await (const doc of allOf(store, 'carbonBlocks')) blocks.push(knownBlockOf(doc));
    response.json({ notice: internalRegistry, ...readNationalCsv(bytesOf(request.body), blocks) });
  });
  router.post('/api/carbon/units-csv/check', raw, async (request, response) => {
    await authenticate(request);
    response.json(checkUnitsCsv(bytesOf(request.body)));
  });
  return router;
}
