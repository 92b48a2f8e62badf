import { cadProjectOf, cadUnitOf, checkCadUnits } from '@daunguon/formats/carbon';
import {
  blockStates,
  serialSchema,
  type BlockBody,
  type PlotBody,
  type ProjectBody,
  type RecordState,
  type RetirementBody,
} from '@daunguon/records';
import express, { Router } from 'express';
import type { Deps } from '../../deps.ts';
import { HttpProblem } from '../../http/http-problem.ts';
import { parseJson } from '../../http/parse-json.ts';
import type { IndexStore } from '../../index-store/index-store.ts';
import { stateIn, stateOf } from '../record-reads.ts';
import { suspectedClaims } from './double-claims.ts';
import { internalRegistry, retirementPdf } from './retirement-pdf.ts';
import { serialHistory } from './serial-history.ts';
import { allOf, blocksBehind, unitTotals } from './unit-totals.ts';
import { checkUnitsCsv } from './units-csv.ts';

const notFound = (): HttpProblem => new HttpProblem('http/record-not-found');
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

async function statesOf<Body>(store: IndexStore, type: string): Promise<RecordState<Body>[]> {
  const states = [];
  for await (const doc of allOf(store, 'records', { equals: { type } })) states.push(stateIn(doc) as RecordState<Body>);
  return states;
}
const nameOf = async (store: IndexStore, id: string): Promise<string> =>
  ((await stateOf(store, id))?.body as { name?: string } | undefined)?.name ?? id;

/** What carbon answers beside its records: numbers and what is behind them, a serial's life, certificates, suspected claims, other formats. */
export function carbonReadRoutes({ store, authenticate, config }: Deps): Router {
  const router = Router();
  const raw = express.raw({ type: () => true, limit: '20mb' });
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
    response.set(open).json({ statedBy: 'gateway', ...page });
  });
  router.get('/api/carbon/serials/:code/:vintage/:serial', async (request, response) => {
    const { code, vintage, serial } = request.params;
    const found = serialSchema.safeParse(serial).success
      ? await serialHistory(store, `${code}/${vintage}`, serial)
      : undefined;
    if (found === undefined) throw notFound();
    response.set(open).json({ statedBy: 'gateway', ...found });
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
  router.get('/api/carbon/double-claims', async (request, response) => {
    await authenticate(request);
    const plots = await statesOf<PlotBody>(store, 'carbon/plot');
    response.json({ statedBy: 'gateway', items: suspectedClaims(plots) });
  });
  router.get('/api/carbon/cad-trust', async (_request, response) => {
    const projects = await statesOf<ProjectBody>(store, 'carbon/project');
    const kinds = new Map(projects.map(({ id, body }) => [id, body]));
    const blocks = (await statesOf<BlockBody>(store, 'carbon/block')).filter(({ body }) => body.state !== 'superseded');
    const names = new Map<string, string>();
    for (const { owner } of blocks) if (!names.has(owner)) names.set(owner, await nameOf(store, owner));
    const units = blocks.flatMap((block) => {
      const project = kinds.get(block.body.project);
      return project === undefined ? [] : [cadUnitOf(block, project, names.get(block.owner) ?? '')];
    });
    response.set(open).json({ notice: internalRegistry, projects: projects.map(cadProjectOf), units });
  });
  router.post('/api/carbon/cad-trust/check', raw, async (request, response) => {
    await authenticate(request);
    response.json(checkCadUnits(parseJson(bytesOf(request.body))));
  });
  router.post('/api/carbon/units-csv/check', raw, async (request, response) => {
    await authenticate(request);
    response.json(checkUnitsCsv(bytesOf(request.body)));
  });
  return router;
}
